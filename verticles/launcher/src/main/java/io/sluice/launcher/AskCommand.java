package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice ask}: a question at the terminal, the answer as it comes. */
@Command(name = "ask", mixinStandardHelpOptions = true, description = "Asks a running gateway; the answer streams to the terminal.")
final class AskCommand implements Callable<Integer> {
  @Mixin
  private Gateway gateway = new Gateway();

  @Option(names = "--collection", paramLabel = "NAME", description = "Where to look.")
  private @Nullable String collection;

  @Parameters(paramLabel = "QUESTION", arity = "1..*")
  private String[] words = {};

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private boolean failed;

  @Override
  public Integer call() {
    var question = Gateway.JSON.createObjectNode().put("question", String.join(" ", words));
    if (collection != null) {
      question.put("collection", collection);
    }
    gateway.ask(question, this::show);
    return failed ? 1 : 0;
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
