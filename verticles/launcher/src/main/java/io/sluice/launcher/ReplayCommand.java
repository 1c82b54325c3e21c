package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.insight.files.JsonLines;
import io.sluice.message.AbRouting;
import io.sluice.message.QueryRecord;
import io.sluice.privacy.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice replay}: a question of the query log once more, and what is otherwise now. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Asks the question of a logged answer again, of what is in the index now, and shows what is otherwise. No cache answers it, and it counts in no experiment.")
final class ReplayCommand implements Callable<Integer> {
  /** The log knows of an answer shortly after its asker has it. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_MS = 50;

  @Mixin
  private Gateway gateway = new Gateway();

  @Option(names = "--variant", paramLabel = "NAME", description = "That answers now; if it is not given, the one of then.")
  private @Nullable String variant;

  @Option(names = "--tier", paramLabel = "NAME", description = "simple, normal or complex; if it is not given, as was asked for then.")
  private @Nullable String tier;

  @Option(names = {"-k",
      "--k"}, paramLabel = "N", description = "How many passages; if it is not given, as was asked for then.")
  private @Nullable Integer k;

  @Option(names = "--json", description = "Both records and what is otherwise, as JSON.")
  private boolean json;

  @Parameters(paramLabel = "ID", description = "Of the answer, as `sluice logs` shows it.")
  private String id = "";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var then = read(gateway.explain(id));
    var question = new LoggedQuestion(then);
    var notes = new ArrayList<>(question.notes());
    var answer = ask(question, notes);
    var now = logged(answer.path("id").asText());
    var words = now.answer() == null || now.answer().isEmpty()
        ? Masker.byKind(answer.path("answer").asText()).text()
        : now.answer();
    var comparison = Comparison.of(then, now, words, notes);
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(ComparisonJson.of(comparison));
    } else {
      ComparisonText.of(comparison).forEach(out::println);
    }
    out.flush();
    return 0;
  }

  /** By control where the variant of then is not there any more. */
  private JsonNode ask(LoggedQuestion question, List<String> notes) {
    var by = variant == null ? question.variant() : variant;
    try {
      return gateway.answer(question.asked(by, tier, k));
    } catch (Gateway.Refused refused) {
      if (variant != null || by.equals(AbRouting.CONTROL) || !refused.param().equals("variant")) {
        throw refused;
      }
      notes.add("there is no variant " + by + " any more: asked of " + AbRouting.CONTROL);
      return gateway.answer(question.asked(AbRouting.CONTROL, tier, k));
    }
  }

  private QueryRecord logged(String answer) {
    var end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return read(gateway.explain(answer));
      } catch (Gateway.Refused refused) {
        if (System.nanoTime() - end > 0) {
          throw new Trouble("it was answered again as " + answer
              + ", but the query log does not have that: " + refused.getMessage());
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Trouble("interrupted");
      }
    }
  }

  private static QueryRecord read(JsonNode explained) {
    var record = JsonLines.read(explained.toString(), QueryRecord.class);
    if (record == null) {
      throw new Trouble("what answered is not a Sluice gateway of this version");
    }
    return record;
  }
}
