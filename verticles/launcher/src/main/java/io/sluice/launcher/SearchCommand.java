package io.sluice.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice search}: the passages a question would be answered from. */
@Command(name = "search", mixinStandardHelpOptions = true, description = "Shows what a running gateway finds, with scores.")
final class SearchCommand implements Callable<Integer> {
  private static final int EXCERPT = 160;

  @Mixin
  private Gateway gateway = new Gateway();

  @Option(names = "--collection", paramLabel = "NAME", description = "Where to look.")
  private @Nullable String collection;

  @Option(names = "-k", paramLabel = "N", description = "How many passages (${DEFAULT-VALUE}).", defaultValue = "5")
  private int k;

  @Parameters(paramLabel = "QUERY", arity = "1..*")
  private String[] words = {};

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var query = Gateway.JSON.createObjectNode().put("query", String.join(" ", words)).put("k", k);
    if (collection != null) {
      query.put("collection", collection);
    }
    var out = spec.commandLine().getOut();
    var found = gateway.search(query);
    found.path("degraded").forEach(degraded -> spec.commandLine().getErr()
        .println(
            "(" + degraded.path("what").asText() + ": " + degraded.path("why").asText() + ")"));
    found.path("hits").forEach(hit -> {
      var text = hit.path("text").asText().replaceAll("\\s+", " ");
      out.printf("%.3f  %s  (%s)%n       %s%n", hit.path("score").asDouble(),
          hit.path("title").asText(), hit.path("document").asText(),
          text.substring(0, Math.min(text.length(), EXCERPT)));
    });
    if (found.path("hits").isEmpty()) {
      out.println("Nothing found.");
    }
    out.flush();
    return 0;
  }
}
