package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice ask}: a question at the terminal, the answer as it comes; or a file of questions. */
@Command(name = "ask", mixinStandardHelpOptions = true, description = "Asks a running gateway; the answer streams to the terminal. With --file, answers a file of questions into another; the same command again goes on where it was.")
final class AskCommand implements Callable<Integer> {
  @Mixin
  private Gateway gateway = new Gateway();

  @Option(names = "--collection", paramLabel = "NAME", description = "Where to look.")
  private @Nullable String collection;

  @Option(names = "--file", paramLabel = "FILE", description = "Questions, one a line: {\"question\": \"…\"} with what else POST /v1/ask takes, and a customId.")
  private @Nullable Path file;

  @Option(names = "--out", paramLabel = "FILE", description = "Where their answers go, one a line.")
  private @Nullable Path out;

  @Parameters(paramLabel = "QUESTION", arity = "0..*")
  private String[] words = {};

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private boolean failed;

  @Override
  public Integer call() {
    if ((file == null) != (out == null) || (file == null) == (words.length == 0)) {
      throw new ParameterException(spec.commandLine(),
          "Either a QUESTION, or --file FILE with --out FILE");
    }
    return file == null || out == null ? askOne() : askAll(file, out);
  }

  private int askOne() {
    var question = Gateway.JSON.createObjectNode().put("question", String.join(" ", words));
    if (collection != null) {
      question.put("collection", collection);
    }
    gateway.ask(question, this::show);
    return failed ? 1 : 0;
  }

  private int askAll(Path questions, Path answers) {
    var asking = new AskFile(gateway, QuestionsFile.read(questions), collection,
        new ProgressLine(spec.commandLine().getErr()));
    var ended = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> sayHowToGoOn(ended)));
    try {
      var outcome = asking.into(answers);
      spec.commandLine().getOut().printf(Locale.ROOT, "%d answered, %d failed, %.4f USD: %s%n",
          outcome.answered(), outcome.failed(), outcome.costUsd(), answers);
      spec.commandLine().getOut().flush();
      return outcome.failed() == 0 ? 0 : 1;
    } finally {
      ended.set(true);
    }
  }

  private void sayHowToGoOn(AtomicBoolean ended) {
    if (!ended.get()) {
      var err = spec.commandLine().getErr();
      err.println();
      err.println("sluice: stopped; the gateway goes on answering what it has."
          + " The same command again goes on from here.");
      err.flush();
    }
  }

  private void show(String kind, JsonNode event) {
    var out = spec.commandLine().getOut();
    switch (kind) {
      case "token" -> out.print(event.path("text").asText());
      case "degraded" -> spec.commandLine().getErr()
          .println("(" + event.path("what").asText() + ": " + event.path("why").asText() + ")");
      case "done" -> sources(out, event);
      case "error" -> {
        failed = true;
        spec.commandLine().getErr()
            .println("\nsluice: " + event.path("error").path("message").asText());
      }
      default -> {
      }
    }
    out.flush();
  }

  /** Of the sources only those that were cited. */
  private static void sources(PrintWriter out, JsonNode done) {
    out.println();
    var cited = new java.util.TreeSet<Integer>();
    done.path("citations")
        .forEach(citation -> citation.path("sources").forEach(n -> cited.add(n.asInt())));
    if (!cited.isEmpty()) {
      out.println();
    }
    done.path("sources").forEach(source -> {
      if (cited.contains(source.path("n").asInt())) {
        out.printf("[%d] %s (%s, version %d)%n", source.path("n").asInt(),
            source.path("title").asText(), source.path("document").asText(),
            source.path("version").asInt());
      }
    });
  }
}
