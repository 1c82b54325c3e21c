package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a collection that masks, personal data is neither searched nor kept in the open. */
class PrivacyIT {
  private static final String PHONE = "010-8361-2947";
  private static final String TEXT = """
      # 비상 연락망

      야간 당직자는 휴대전화 010-8361-2947 또는 mina.kang@example.co.kr 로 연락하세요.
      The night guard answers within ten minutes.
      """;

  @TempDir
  Path storage = Path.of("");

  @Test
  void personalDataIsMaskedBeforeAnythingIsKept() throws Exception {
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false",
        "ingestion.collections.hr.privacy=hash")) {
      var body = RunningGateway.JSON.createObjectNode().put("text", TEXT).put("id", "duty.md")
          .put("collection", "hr").put("mediaType", "text/markdown");
      var state = gateway.ingested(
          gateway.post("/v1/documents", body).path("ingestion").asText());
      assertEquals("done", state.path("status").asText(), state::toPrettyString);
      assertEquals(1, state.path("report").path("masked").path("PHONE").asInt(),
          state::toPrettyString);

      var question = RunningGateway.JSON.createObjectNode()
          .put("question", "야간 당직자에게 어떻게 연락해요?").put("collection", "hr");
      var answer = gateway.post("/v1/ask", question);
      assertTrue(answer.path("answer").asText().contains("[PHONE:"), answer::toPrettyString);
      assertFalse(answer.toString().contains(PHONE), answer::toPrettyString);
      for (var path : List.of("source", "originals")) {
        var refused = gateway.send(
            gateway.request("/v1/documents/duty.md/" + path + "?collection=hr").build());
        assertEquals(403, refused.statusCode(), refused::body);
      }
    }
    assertEquals(List.of(), StoredFiles.with(storage, PHONE));
    assertEquals(List.of(), StoredFiles.with(storage, "mina.kang"));
  }
}
