package io.sluice.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.RunningGateway;
import io.sluice.testservers.Acts;
import io.sluice.testservers.FreePorts;
import io.sluice.testservers.ScriptedModel;
import io.sluice.testservers.TestCertificate;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every actor on the node that is to do it, over a bus that is encrypted. */
@Timeout(300)
class RolesIT {
  @TempDir
  Path folder = Path.of("");
  private final ScriptedModel model = ScriptedModel.start();
  private final Map<String, String> shared = new HashMap<>();

  @BeforeEach
  void prepare() throws Exception {
    shared.put("SLUICE_CLUSTER_PORT", String.valueOf(FreePorts.one()));
    shared.put("SLUICE_CLUSTER_MEMBERS", "127.0.0.1:" + shared.get("SLUICE_CLUSTER_PORT"));
    shared.put("SLUICE_CLUSTER_BUS_PORT", "0");
    shared.put("SLUICE_CLUSTER_SECRET", "of this test alone");
    var cert = folder.resolve("cert.pem");
    var key = folder.resolve("key.pem");
    TestCertificate.make(folder).writeTo(cert, key);
    shared.put("SLUICE_CLUSTER_TLS_CERT", cert.toString());
    shared.put("SLUICE_CLUSTER_TLS_KEY", key.toString());
    shared.put("SLUICE_CLUSTER_TLS_CA", cert.toString());
  }

  @AfterEach
  void stop() {
    model.close();
  }

  private RunningGateway node(int n, String roles, Map<String, String> more) throws IOException {
    var own = new HashMap<>(shared);
    own.put("SLUICE_CLUSTER_HOST", "127.0.0." + n);
    own.putAll(more);
    return RunningGateway.before(own, model, folder.resolve("node" + n),
        "cluster.roles=[" + roles + "]");
  }

  @Test
  void aQuestionGoesOverThreeNodesOfWhichNoneDoesWhatAnotherDoes() throws Exception {
    try (
        var shelf = node(1, "retrieval, embedding, ingestion", Map.of());
        var mind = node(2,
            "admission, answer, ab-routing, tier-routing, cache, generation, insight", Map.of());
        var door = node(3, "http", Map.of())) {
      model.then(Acts.says("17일입니다 ", "[1]."));
      door.take(RunningGateway.JSON.createObjectNode().put("id", "leave").put("text",
          "온실 관리인의 연차는 17일입니다."));
      var answer = door.ask("온실 관리인의 연차는 며칠인가요?");
      assertEquals("leave", answer.path("sources").path(0).path("document").asText(),
          answer::toString);
      assertEquals("openai", answer.path("route").path("provider").asText());
      assertEquals(answer, door.get("/v1/answers/" + answer.path("id").asText()));
      ThreeNodes.until("all of it is up", () -> isUp(door));

      assertEquals(List.of("retrieval", "embedding", "ingestion").size(),
          shelf.get("/health").path("parts").size());
      assertTrue(mind.send(mind.request("/metrics").build()).body().contains("rag_queries_total"));
      assertEquals(404, mind.send(mind.request("/v1/usage").build()).statusCode());
      ThreeNodes.until("it is counted", () -> {
        try {
          return door.get("/v1/usage").path("total").path("questions").asInt() == 1;
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      });
    }
  }

  @Test
  void anAnswerWhoseGenerationDiesBeforeItsFirstWordIsPutIntoWordsByAnother() throws Exception {
    try (
        var all = node(1,
            "http, admission, answer, ab-routing, tier-routing, cache, retrieval, embedding,"
                + " ingestion, insight",
            Map.of());
        var first = node(2, "generation", Map.of())) {
      all.take(RunningGateway.JSON.createObjectNode().put("id", "gate").put("text",
          "The greenhouse gate is locked at 21:30 by the gardener."));
      model.then(model.holds());
      var asking = Reading.asks(all, "When is the greenhouse gate locked?");
      model.takeHeld();
      try (var second = node(3, "generation", Map.of())) {
        model.then(Acts.says("At 21:30 ", "[1]."));
        first.kill();
        var answer = asking.join().all();
        assertTrue(answer.contains("\"provider\":\"openai\"") && answer.contains("event: done"),
            answer);
        assertFalse(answer.contains("event: error") || answer.contains("event: degraded"), answer);
        ThreeNodes.until("the other is up", () -> isUp(second));
      }
    }
  }

  @Test
  void aSecondCorpusOfItsOwnIsRefusedAndWhoDoesNotKnowTheSecretIsAlone() throws Exception {
    try (var first = node(1, "", Map.of())) {
      var refused = assertThrows(IOException.class, () -> node(2, "", Map.of()));
      assertTrue(String.valueOf(refused.getMessage()).contains(
          "sluice: retrieval.weaviate: 127.0.0.1:"), refused::getMessage);
      try (var stranger = node(2, "", Map.of("SLUICE_CLUSTER_SECRET", "another"))) {
        ThreeNodes.until("the stranger is up", () -> isUp(stranger));
      }
      assertEquals(2, first.log().split("node came", -1).length, "besides the one refused");
    }
  }

  @Test
  void aNodeThatShowsAnotherCertificateIsNotHeard() throws Exception {
    var other = folder.resolve("other");
    Files.createDirectory(other);
    TestCertificate.make(other).writeTo(other.resolve("cert.pem"), other.resolve("key.pem"));
    var files = Map.of("SLUICE_CLUSTER_TLS_CERT", other.resolve("cert.pem").toString(),
        "SLUICE_CLUSTER_TLS_KEY", other.resolve("key.pem").toString(), "SLUICE_CLUSTER_TLS_CA",
        other.resolve("cert.pem").toString());
    try (var all = node(1, "", Map.of());
        var door = node(3, "http", files)) {
      var answer = door.send(door.request("/v1/ask").POST(
          BodyPublishers.ofString("{\"question\": \"Who?\", \"deadlineMs\": 8000}")).build());
      assertTrue(Set.of(503, 504).contains(answer.statusCode()), answer::body);
      assertEquals(0, all.get("/v1/usage").path("total").path("questions").asInt());
      assertEquals(200, all.send(all.request("/v1/ask").POST(
          BodyPublishers.ofString("{\"question\": \"Who?\"}")).build()).statusCode());
    }
  }

  private static boolean isUp(RunningGateway node) {
    try {
      return node.get("/health").path("status").asText().equals("up");
    } catch (Exception | AssertionError e) {
      return false;
    }
  }
}
