package io.sluice.launcher.containers;

import static io.sluice.launcher.containers.Deployed.DOCKER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Compose is told. */
class ComposeTest {
  private static final Pattern PINNED = Pattern.compile(".+:v?\\d+\\.\\d+\\.\\d+[\\w.-]*");
  private JsonNode compose = Deployed.JSON.nullNode();

  @BeforeEach
  void read() throws IOException {
    compose = Deployed.yaml(DOCKER.resolve("compose.yaml"));
  }

  @Test
  void everyServiceIsHardenedPinnedBoundedAndWatched() {
    services().forEach((name, service) -> {
      assertTrue(service.path("read_only").asBoolean(), name);
      assertEquals(List.of("ALL"), Deployed.texts(service.path("cap_drop")), name);
      assertEquals(List.of("no-new-privileges:true"),
          Deployed.texts(service.path("security_opt")), name);
      assertTrue(service.has("mem_limit") && service.has("pids_limit"), name);
      assertTrue(PINNED.matcher(service.path("image").asText()).matches(), name);
      if (!isOurs(service)) {
        assertTrue(service.has("healthcheck"), name); // ours have the image's
      }
      for (var port : service.path("ports")) {
        assertTrue(port.asText().startsWith("127.0.0.1:"), name + " " + port);
      }
    });
  }

  @Test
  void whatIsWaitedForIsThere() {
    var services = services();
    services.forEach((name, service) -> service.path("depends_on").properties().forEach(other -> {
      var there = Objects.requireNonNull(services.get(other.getKey()), other.getKey());
      var ends = "no".equals(there.path("restart").asText());
      assertEquals(ends ? "service_completed_successfully" : "service_healthy",
          other.getValue().path("condition").asText(), name + " " + other.getKey());
    }));
  }

  @Test
  void whatIsMountedAndJoinedIsThere() {
    services().forEach((name, service) -> {
      for (var mount : service.path("volumes")) {
        var source = mount.asText().split(":", 2)[0];
        assertTrue(source.startsWith("./")
            ? Files.exists(DOCKER.resolve(source))
            : compose.path("volumes").has(source), name + " " + source);
      }
      service.path("networks").fieldNames().forEachRemaining(
          network -> assertTrue(compose.path("networks").has(network), name + " " + network));
    });
  }

  @Test
  void whatGatewaysAreToldByTheEnvironmentIsRead() throws IOException {
    var isRead = Deployed.isRead();
    services().values().stream().filter(ComposeTest::isOurs)
        .forEach(service -> service.path("environment").fieldNames()
            .forEachRemaining(name -> assertTrue(isRead.test(name), name)));
  }

  @Test
  void theExampleOfSecretsHasAllThatIsAskedForAndNoSecret() throws IOException {
    var example = Files.readAllLines(DOCKER.resolve(".env.example")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    assertEquals(List.of(), example.stream().filter(line -> !line.endsWith("=")).toList());
    assertEquals(Deployed.variables(Files.readString(DOCKER.resolve("compose.yaml"))),
        new TreeSet<>(example.stream().map(line -> line.replace("=", "")).toList()));
  }

  @Test
  void gatewaysListenWhereTheProxyThePrometheusAndTheOthersLook() throws IOException {
    var doors = gateways().map(name -> name + ":" + port()).toList();
    assertEquals(3, doors.size());
    var proxy = Files.readString(DOCKER.resolve("Caddyfile"));
    assertTrue(proxy.contains("reverse_proxy " + String.join(" ", doors) + " {"), proxy);
    var scraped = Deployed.yaml(DOCKER.resolve("prometheus/compose.yaml"))
        .at("/scrape_configs/0/static_configs/0/targets");
    assertEquals(doors, Deployed.texts(scraped));
    var members = gateways().map(name -> aliasOf(name) + ":" + Deployed.CLUSTER_PORT).toList();
    gateways().forEach(name -> assertEquals(String.join(",", members), compose
        .at("/services/" + name + "/environment/SLUICE_CLUSTER_MEMBERS").asText()));
  }

  @Test
  void gatewaysRequireKeysAndKnowOfTheProxy() throws IOException {
    var overlay = Deployed.yaml(DOCKER.resolve("gateway.yaml"));
    assertEquals("required", overlay.at("/admission/keys").asText());
    assertEquals(1, overlay.at("/http/proxies").asInt());
    gateways().forEach(name -> {
      var command = Deployed.texts(compose.at("/services/" + name + "/command"));
      var mounts = Deployed.texts(compose.at("/services/" + name + "/volumes"));
      assertTrue(command.contains("/etc/sluice/compose.yaml"), name);
      assertTrue(mounts.contains("./gateway.yaml:/etc/sluice/compose.yaml:ro"), name);
      assertTrue(mounts.contains("keys:/var/lib/sluice/admission"), name);
    });
  }

  @Test
  void gatewaysHaveTheTimeToStopThatTheyTake() throws IOException {
    var within = Deployed.stopWithin();
    gateways().forEach(name -> assertTrue(Deployed.seconds(
        compose.at("/services/" + name + "/stop_grace_period").asText()) > within + 5, name));
  }

  private Map<String, JsonNode> services() {
    var services = new TreeMap<String, JsonNode>();
    compose.path("services").properties()
        .forEach(service -> services.put(service.getKey(), service.getValue()));
    return services;
  }

  private Stream<String> gateways() {
    return services().keySet().stream().filter(name -> name.startsWith("gateway-"));
  }

  private String aliasOf(String gateway) {
    return compose.at("/services/" + gateway + "/networks/cluster/aliases/0").asText();
  }

  private static boolean isOurs(JsonNode service) {
    return service.path("image").asText().startsWith("sluice:");
  }

  private static int port() {
    try {
      return Deployed.httpPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
