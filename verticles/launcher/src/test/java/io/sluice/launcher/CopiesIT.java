package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several copies of a document only one is searched, and it can be seen which were left out. */
class CopiesIT {
  private static final String TEXT = """
      # Parking

      Cars park on level B2. A monthly pass costs 40,000 won and is bought at the front desk.
      Bicycles have their own room beside the loading dock, which is open from six to midnight.
      자전거 보관실은 하역장 옆에 있으며 오전 여섯 시부터 자정까지 열려 있습니다.
      """;

  @TempDir
  Path storage = Path.of("");

  @Test
  void theMoreAuthoritativeCopyIsSearchedAndTheBestOfTheOthersComesBackWithItsErasure()
      throws Exception {
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false",
        "ingestion.rules.copies.keep=authoritative",
        "ingestion.rules.copies.authority=[\"intranet/\"]")) {
      submit(gateway, "mail.md", TEXT + "Sent by the front desk.\n", "mail/2026");
      submit(gateway, "parking.md", TEXT, "intranet/parking");
      submit(gateway, "forward.md", TEXT.replace("midnight.", "midnight!"), "mail/2027");

      assertEquals("parking.md", onlyDocumentFound(gateway));
      var leftOut = gateway.get("/v1/duplicates").path("documents");
      assertEquals(2, leftOut.size(), leftOut::toPrettyString);
      assertEquals("forward.md", leftOut.path(0).path("id").asText());
      assertEquals("parking.md", leftOut.path(0).path("leftOutFor").asText());

      var erased = gateway.send(
          gateway.request("/v1/documents/parking.md").DELETE().build());
      var again = RunningGateway.JSON.readTree(erased.body()).path("searchedAgain");
      assertEquals(1, again.size(), erased::body);
      assertEquals("forward.md", again.path(0).asText());
      leftOut = gateway.get("/v1/duplicates").path("documents");
      assertEquals(1, leftOut.size(), leftOut::toPrettyString);
      assertEquals("forward.md", leftOut.path(0).path("leftOutFor").asText());
      assertEquals("forward.md", onlyDocumentFound(gateway));
    }
  }

  private static void submit(RunningGateway gateway, String id, String text, String source)
      throws Exception {
    var body = RunningGateway.JSON.createObjectNode().put("text", text).put("id", id)
        .put("mediaType", "text/markdown").put("source", source);
    var state = gateway.ingested(gateway.post("/v1/documents", body).path("ingestion").asText());
    assertEquals("done", state.path("status").asText(), state::toPrettyString);
  }

  private static String onlyDocumentFound(RunningGateway gateway) throws Exception {
    var hits = search(gateway).path("hits");
    assertEquals(1, hits.size(), hits::toPrettyString);
    return hits.path(0).path("document").asText();
  }

  private static JsonNode search(RunningGateway gateway)
      throws Exception {
    var query = RunningGateway.JSON.createObjectNode().put("query", "monthly parking pass");
    var response = gateway.send(gateway.request("/v1/search")
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(query.toString())).build());
    return RunningGateway.JSON.readTree(response.body());
  }
}
