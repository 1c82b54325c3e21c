package io.sluice.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.launcher.RunningGateway;
import io.sluice.launcher.cluster.Engines.Engine;
import io.sluice.launcher.cluster.Engines.Mishap;
import io.sluice.testservers.Acts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What three nodes do while Redis, Weaviate and Kafka are not there: at their start, and later. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(400)
class EnginesIT {
  private static final Set<Engine> ALL = EnumSet.allOf(Engine.class);
  /** On each way, for each piece of what is said. */
  private static final Duration SLOW = Duration.ofMillis(200);
  private static final int DEADLINE_MS = 8_000;
  /** Where all engines are there, and nodes that are not warm yet. */
  private static final int PATIENT_MS = 30_000;
  /** Far more than any request may take; who is not answered by then hangs. */
  private static final Duration HANGS = Duration.ofSeconds(40);

  private final List<String> accepted = new ArrayList<>();
  private int asked;
  private int sent;

  @SuppressWarnings("NullAway.Init")
  private Engines engines;
  @SuppressWarnings("NullAway.Init")
  private ThreeNodes nodes;

  @BeforeAll
  void startWithoutAny(@TempDir Path folder) throws Exception {
    engines = new Engines();
    nodes = new ThreeNodes(folder, own -> {
      var environment = engines.before(own);
      engines.lose(ALL, Mishap.GONE);
      return environment;
    }, RunningGateway.FORGETFUL, "ingestion.retry-after=200ms",
        "ingestion.kafka.acknowledge-within=4s");
    nodes.model.otherwise(Acts.says("Tomatoes, ", "and figs ", "[1]."));
  }

  @AfterAll
  void stop() {
    nodes.close();
    engines.close();
  }

  @Test
  @Order(1)
  void nodesThatStartWithoutAnyOfThemSaySoAndUseEachAsItComes() throws Exception {
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      var node = n;
      ThreeNodes.until("all are named", () -> areMissed(node, ALL));
      var ready = nodes.node(n).send(nodes.node(n).request("/health/ready").build());
      assertEquals(503, ready.statusCode());
      for (var engine : ALL) {
        assertTrue(ready.body().contains('"' + engine.part() + '"'), ready::body);
      }
      assertIsToldToComeAgain(ask(n));
      assertIsToldToComeAgain(send(n, "too-early"));
      assertEquals(2, nodes.node(n).log().split("the corpus cannot be had", -1).length);
    }

    engines.giveBack(Set.of(Engine.KAFKA));
    untilMissed(Set.of(Engine.REDIS, Engine.WEAVIATE));
    accept(0);
    engines.giveBack(Set.of(Engine.WEAVIATE));
    untilMissed(Set.of(Engine.REDIS));
    assertAllIsFoundAndAnswered();
    engines.giveBack(Set.of(Engine.REDIS));
    untilMissed(Set.of());
    assertAllIsFoundAndAnswered();
  }

  static Stream<Arguments> mishaps() {
    return Stream.of(Mishap.values())
        .flatMap(mishap -> eachAndAll().map(engines -> Arguments.of(engines, mishap)));
  }

  @ParameterizedTest
  @MethodSource("mishaps")
  @Order(2)
  void whatGoesIsNamedAndNothingIsLostAndAllIsThereAgainWithIt(Set<Engine> gone, Mishap mishap)
      throws Exception {
    engines.lose(gone, mishap);
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      assertIsAnsweredOrTold(ask(n));
    }
    if (!gone.contains(Engine.KAFKA)) {
      accept(1);
    }
    untilMissed(gone);
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      assertIsAnsweredOrTold(ask(n));
      var ready = nodes.node(n).send(nodes.node(n).request("/health/ready").build());
      assertEquals(gone.contains(Engine.WEAVIATE) ? 503 : 200, ready.statusCode(), ready::body);
    }
    if (gone.contains(Engine.KAFKA)) {
      assertIsToldToComeAgain(send(2, "refused"));
    } else {
      accept(2);
    }

    engines.giveBack(gone);
    untilMissed(Set.of());
    assertAllIsFoundAndAnswered();
  }

  static Stream<Set<Engine>> eachAndAll() {
    return Stream.concat(Stream.of(Engine.values()).map(Set::of), Stream.of(ALL));
  }

  @ParameterizedTest
  @MethodSource("eachAndAll")
  @Order(3)
  void whatIsSlowLosesNothing(Set<Engine> slow) throws Exception {
    engines.slow(slow, SLOW);
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      assertIsAnsweredOrTold(ask(n));
      var id = "house" + sent++;
      var response = send(n, id);
      if (response.statusCode() == 202) {
        accepted.add(id);
      } else {
        assertIsToldToComeAgain(response);
      }
    }
    engines.giveBack(slow);
    untilMissed(Set.of());
    assertAllIsFoundAndAnswered();
  }

  /** Nothing else is missed, either. */
  private void untilMissed(Set<Engine> engines) {
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      var node = n;
      ThreeNodes.until("node " + n + " misses " + engines + " and no others", () -> areMissed(node,
          engines));
    }
  }

  private boolean areMissed(int n, Set<Engine> engines) {
    try {
      var node = nodes.node(n);
      var health = json(node.send(node.request("/health").build()));
      return (!engines.isEmpty() || health.path("status").asText().equals("up"))
          && ALL.stream().allMatch(one -> one.isMissedIn(health) == engines.contains(one));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> ask(int n) throws Exception {
    return ask(n, DEADLINE_MS);
  }

  private HttpResponse<String> ask(int n, int deadlineMs) throws Exception {
    return post(n, "/v1/ask", RunningGateway.JSON.createObjectNode()
        .put("question", "What is in greenhouse number " + asked++ + "?")
        .put("deadlineMs", deadlineMs));
  }

  private HttpResponse<String> send(int n, String id) throws Exception {
    return post(n, "/v1/documents", RunningGateway.JSON.createObjectNode().put("id", id)
        .put("text", "In the greenhouse " + id + " there are tomatoes and figs."));
  }

  private void accept(int n) throws Exception {
    var id = "house" + sent++;
    var response = send(n, id);
    assertEquals(202, response.statusCode(), response::body);
    accepted.add(id);
  }

  private HttpResponse<String> post(int n, String path, JsonNode body) throws Exception {
    var node = nodes.node(n);
    return node.send(node.request(path).header("content-type", "application/json").timeout(HANGS)
        .POST(BodyPublishers.ofString(body.toString())).build());
  }

  private void assertAllIsFoundAndAnswered() throws Exception {
    for (var id : accepted) {
      ThreeNodes.until("found: " + id, () -> isFound(id));
    }
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      var answer = ask(n, PATIENT_MS);
      assertEquals(200, answer.statusCode(), answer::body);
      assertFalse(json(answer).path("sources").isEmpty(), answer::body);
    }
  }

  private boolean isFound(String id) {
    try {
      var found = post(0, "/v1/search",
          RunningGateway.JSON.createObjectNode().put("query", id).put("mode", "keyword"));
      return json(found).path("hits").findValuesAsText("document").contains(id);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void assertIsAnsweredOrTold(HttpResponse<String> response) throws Exception {
    if (response.statusCode() != 200) {
      assertIsToldToComeAgain(response);
    }
  }

  private static void assertIsToldToComeAgain(HttpResponse<String> response) throws Exception {
    assertTrue(Set.of(503, 504).contains(response.statusCode()), response::body);
    var error = json(response).path("error");
    assertTrue(error.path("retryable").asBoolean(), response::body);
    assertFalse(error.path("message").asText().isBlank(), response::body);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return RunningGateway.JSON.readTree(response.body());
  }
}
