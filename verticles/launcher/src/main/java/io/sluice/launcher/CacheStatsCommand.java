package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice cache stats}: each layer, and how alike questions must be. */
@Command(name = "stats", mixinStandardHelpOptions = true, description = "Shows how often each cache had what was wanted.")
final class CacheStatsCommand implements Callable<Integer> {
  @Mixin
  private Gateway gateway = new Gateway();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var state = gateway.cache();
    out.printf("%-10s %9s %9s %6s %8s %9s %9s %9s%n", "layer", "hits", "misses", "share", "entries",
        "MB", "no room", "outdated");
    for (var layer : state.path("layers")) {
      out.printf("%-10s %9d %9d %5.0f%% %8d %9.1f %9d %9d%n", layer.path("layer").asText(),
          layer.path("hits").asLong(), layer.path("misses").asLong(), share(layer),
          layer.path("entries").asLong(), layer.path("bytes").asLong() / 1048576.0,
          layer.path("evicted").asLong(), layer.path("outdated").asLong());
    }
    for (var likening : state.path("likening")) {
      out.printf("%s: questions must be alike by %.3f%s; %d of %d compared differed%n",
          likening.path("collection").asText(), likening.path("threshold").asDouble(),
          likening.path("off").asBoolean() ? " (off: too many differed)" : "",
          likening.path("different").asInt(), likening.path("compared").asInt());
    }
    out.flush();
    return 0;
  }

  private static double share(JsonNode layer) {
    var all = layer.path("hits").asLong() + layer.path("misses").asLong();
    return all == 0 ? 0 : 100.0 * layer.path("hits").asLong() / all;
  }
}
