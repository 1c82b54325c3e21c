package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents come in, are answered from, change, survive a crash and go. */
class DocumentsIT {
  private static final String TEXT = """
      # 기숙사 안내 🏠

      ## 시설

      옥상 온실의 비밀번호는 84172입니다. 온실은 매일 오전 6시에 열립니다.

      ## Laundry

      The laundry room on floor 3 closes at 22:45 every day.
      """;

  @TempDir
  Path storage = Path.of("");

  @Test
  void aFactNobodyElseHasIsAnsweredAndCitedWithExactOffsets() throws Exception {
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false")) {
      var state = gateway.ingested(submit(gateway, TEXT).path("ingestion").asText());
      assertEquals("done", state.path("status").asText(), state::toPrettyString);

      var answer = gateway.ask("옥상 온실 비밀번호가 뭐예요?");
      assertTrue(answer.path("answer").asText().contains("84172"), answer::toPrettyString);
      var source = citedSource(answer);
      assertEquals("dormitory.md", source.path("document").asText());
      assertEquals(source.path("text").asText(),
          TEXT.substring(source.path("start").asInt(), source.path("end").asInt()));
      var citation = answer.path("citations").path(0);
      var sentence = answer.path("answer").asText().substring(citation.path("start").asInt(),
          citation.path("end").asInt());
      assertTrue(source.path("text").asText().contains(sentence), sentence);
    }
  }

  @Test
  void aChangedDocumentEmbedsOnlyWhatIsNewAndTheOldFactIsGone() throws Exception {
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false")) {
      gateway.ingested(submit(gateway, TEXT).path("ingestion").asText());
      var second = submit(gateway, TEXT.replace("84172", "90210"));
      assertEquals(2, second.path("version").asInt());
      var state = gateway.ingested(second.path("ingestion").asText());
      assertEquals(1, state.path("passages").path("added").asInt(), state::toPrettyString);
      assertEquals(1, state.path("passages").path("reused").asInt());
      assertEquals(1, state.path("passages").path("removed").asInt());

      var answer = gateway.ask("옥상 온실 비밀번호가 뭐예요?").path("answer").asText();
      assertTrue(answer.contains("90210"), answer);
      assertFalse(answer.contains("84172"), answer);

      var same = gateway.ingested(
          submit(gateway, TEXT.replace("84172", "90210")).path("ingestion").asText());
      assertEquals("unchanged", same.path("status").asText());
    }
  }

  @Test
  void anAcceptedDocumentOutlivesAKill() throws Exception {
    String ingestion;
    var first = RunningGateway.start(storage, "sample.enabled=false");
    try {
      ingestion = submit(first, TEXT).path("ingestion").asText();
    } finally {
      first.kill();
    }
    try (var second = RunningGateway.start(storage, "sample.enabled=false")) {
      assertEquals("done", second.ingested(ingestion).path("status").asText());
      var answer = second.ask("When does the laundry room close?").path("answer").asText();
      assertTrue(answer.contains("22:45"), answer);
      assertEquals(2, second.get("/v1/documents/dormitory.md").path("passages").asInt());
    }
  }

  @Test
  void anErasedDocumentIsNowhereAnyMore() throws Exception {
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false")) {
      gateway.ingested(submit(gateway, TEXT).path("ingestion").asText());
      var erased = gateway.send(gateway.request("/v1/documents/dormitory.md").DELETE().build());
      assertEquals(200, erased.statusCode(), erased::body);

      assertFalse(gateway.ask("옥상 온실 비밀번호가 뭐예요?").path("answer").asText().contains("84172"));
      assertEquals(404,
          gateway.send(gateway.request("/v1/documents/dormitory.md").build()).statusCode());
      assertEquals(404,
          gateway.send(gateway.request("/v1/documents/dormitory.md/source").build()).statusCode());
    }
  }

  @Test
  void aDocumentForOthersCanNeitherBeSeenNorErasedNorReplaced() throws Exception {
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false")) {
      var body = RunningGateway.JSON.createObjectNode().put("text", "The quokka code is 99117.")
          .put("id", "secret");
      body.putArray("acl").add("boss");
      gateway.ingested(gateway.post("/v1/documents", body).path("ingestion").asText());

      assertFalse(
          gateway.ask("What is the quokka code?").path("answer").asText().contains("99117"));
      for (var method : List.of("GET", "DELETE")) {
        var response = gateway.send(
            gateway.request("/v1/documents/secret").method(method, BodyPublishers.noBody())
                .build());
        assertEquals(404, response.statusCode(), method);
      }
      var other = RunningGateway.JSON.createObjectNode().put("text", "x").put("id", "secret");
      for (var again : List.of(body, other)) {
        var response = gateway.send(gateway.request("/v1/documents")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(again.toString())).build());
        assertEquals(403, response.statusCode(), response::body);
      }
    }
  }

  private static JsonNode submit(RunningGateway gateway, String text) throws Exception {
    ObjectNode body = RunningGateway.JSON.createObjectNode().put("text", text)
        .put("id", "dormitory.md").put("mediaType", "text/markdown");
    return gateway.post("/v1/documents", body);
  }

  private static JsonNode citedSource(JsonNode answer) {
    var n = answer.path("citations").path(0).path("sources").path(0).asInt();
    return answer.path("sources").path(n - 1);
  }
}
