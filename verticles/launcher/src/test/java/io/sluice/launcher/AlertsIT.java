package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testservers.Required;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether Prometheus understands its configuration, and alerts fire when they should and only then. */
class AlertsIT {
  private static final Path FOLDER = Path.of("../../docker/prometheus");
  private static final Path DASHBOARD = Path.of("../../docker/grafana/dashboards/sluice.json");
  private static final String HOW = "needs promtool, which comes with Prometheus, for example by"
      + " `apt-get download prometheus && dpkg -x prometheus_*.deb here`: here/usr/bin/promtool";

  @Test
  void prometheusTakesItsConfigurationAndTheAlerts() throws Exception {
    promtool("check", "config", "prometheus.yaml");
    // The file with the key that it names is made by a gateway.
    promtool("check", "config", "--syntax-only", "compose.yaml");
  }

  @Test
  void alertsFireWhereNumbersAreBadAndNotWhereTheyAreGood() throws Exception {
    promtool("test", "rules", "alerts-test.yaml");
  }

  @Test
  void prometheusUnderstandsWhatTheDashboardAsksFor(@TempDir Path folder) throws Exception {
    var rules = RunningGateway.JSON.createArrayNode();
    RunningGateway.JSON.readTree(DASHBOARD.toFile()).findValuesAsText("expr")
        .forEach(expression -> rules.addObject().put("record", "panel:" + rules.size())
            .put("expr", expression.replace("$__rate_interval", "5m")));
    assertFalse(rules.isEmpty());
    var file = folder.resolve("panels.yaml"); // any JSON is YAML
    var groups = RunningGateway.JSON.createObjectNode();
    groups.putArray("groups").addObject().put("name", "panels").set("rules", rules);
    Files.writeString(file, groups.toString());

    promtool("check", "rules", file.toString());
  }

  private static void promtool(String... arguments) throws Exception {
    var command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    var process = start(command);
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), output);
    assertEquals(0, process.exitValue(), output);
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw Required.missing("promtool", HOW);
    }
  }
}
