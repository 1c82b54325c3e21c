package io.sluice.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice cache explain}: whether a question would be answered from the cache, and why. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = "Says whether a question would be answered from the cache, and why. It is not answered.")
final class CacheExplainCommand implements Callable<Integer> {
  @Mixin
  private Gateway gateway = new Gateway();

  @Option(names = "--collection", paramLabel = "NAME", description = "Where it would be asked.")
  private @Nullable String collection;

  @Parameters(paramLabel = "QUESTION", arity = "1..*")
  private String[] words = {};

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var question = Gateway.JSON.createObjectNode().put("question", String.join(" ", words));
    if (collection != null) {
      question.put("collection", collection);
    }
    var out = spec.commandLine().getOut();
    var why = gateway.explainCache(question);
    out.printf("%s: %s%n", why.path("layer").asText(), why.path("why").asText());
    if (why.hasNonNull("matched")) {
      out.printf("  \"%s\", %d s ago%n", why.path("matched").asText(),
          why.path("ageMs").asLong() / 1000);
    }
    for (var candidate : why.path("candidates")) {
      out.printf("  %.3f  %s%s%n", candidate.path("score").asDouble(),
          candidate.path("question").asText(),
          candidate.hasNonNull("why") ? "  (" + candidate.path("why").asText() + ")" : "");
    }
    out.flush();
    return 0;
  }
}
