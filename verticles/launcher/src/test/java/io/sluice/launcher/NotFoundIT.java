package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.testservers.ScriptedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway is asked what its documents do not say. */
class NotFoundIT {
  @TempDir
  static Path folder = Path.of("");
  private static final ScriptedModel MODEL = ScriptedModel.start();
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.start(folder.resolve("storage"), "sample.enabled=false",
        "generation.endpoints.openai.base-url=" + MODEL.url(),
        "generation.endpoints.openai.api-key=sk-1");
    take(document("휴가 규정", "# 휴가 규정\n\n## 신청 방법\n\n사흘 전까지 인사팀에 알립니다.\n"));
    take(document("Parking", "# Parking\n\n## Guests\n\nGuests park on level B3.\n"));
    take(secret(document("휴가비 비밀 문서", "# 휴가비 비밀 문서\n\n임원의 상여금은 비공개입니다.\n")));
    take(secret(document("Hidden", "# Hidden\n\nNobody sees this.\n")).put("collection", "closed"));
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      gateway.close();
    } finally {
      MODEL.close();
    }
  }

  @Test
  void whatIsSuggestedCanBeAskedAndIsAnswered() throws Exception {
    var answer = ask("노벨문학상 수상자는?");

    assertEquals(List.of("휴가 규정: 신청 방법", "Parking: Guests"), suggestions(answer));
    assertEquals("문서에서 이 질문에 대한 답을 찾지 못했습니다. 가장 가까운 문서는 다음과 같습니다:"
        + " ‘휴가 규정: 신청 방법’, ‘Parking: Guests’.", answer.path("answer").asText());
    assertEquals(0, answer.path("sources").size());
    assertFalse(answer.path("grounded").asBoolean());
    assertTrue(answer.path("support").isNull(), answer::toString);
    assertEquals("extractive", answer.path("route").path("provider").asText());
    assertEquals(0, MODEL.calls().size());

    var asked = ask(suggestions(answer).getFirst());
    assertEquals("휴가 규정", asked.path("sources").path(0).path("title").asText());
    assertEquals(1, MODEL.calls().size());
  }

  @Test
  void whereFiltersLeaveNothingNothingIsSuggested() throws Exception {
    var body = RunningGateway.JSON.createObjectNode().put("question", "Where do guests park?");
    body.putObject("filters").putArray("tags").add("nothing");
    var answer = gateway.post("/v1/ask", body);

    assertEquals("I could not find an answer to this question in the documents.",
        answer.path("answer").asText());
    assertEquals(List.of(), suggestions(answer));
  }

  @Test
  void whereTheAskerMaySeeNothingThatIsSaid() throws Exception {
    var english = gateway.post("/v1/ask", RunningGateway.JSON.createObjectNode()
        .put("question", "What is hidden?").put("collection", "closed"));
    var korean = gateway.post("/v1/ask", RunningGateway.JSON.createObjectNode()
        .put("question", "무엇이 숨겨져 있나요?").put("collection", "closed"));

    assertEquals("I could not find an answer to this question in the documents."
        + " There are none in this collection that you may see.", english.path("answer").asText());
    assertEquals("문서에서 이 질문에 대한 답을 찾지 못했습니다. 이 컬렉션에는 볼 수 있는 문서가 없습니다.",
        korean.path("answer").asText());
    assertEquals(List.of(), suggestions(english));
  }

  private static JsonNode ask(String question) throws Exception {
    return gateway.ask(question);
  }

  private static List<String> suggestions(JsonNode answer) {
    return StreamSupport.stream(answer.path("suggestions").spliterator(), false)
        .map(JsonNode::asText).toList();
  }

  private static ObjectNode document(String title, String text) {
    return RunningGateway.JSON.createObjectNode().put("title", title).put("text", text)
        .put("mediaType", "text/markdown");
  }

  private static ObjectNode secret(ObjectNode document) {
    document.putArray("acl").add("group:board");
    return document;
  }

  private static void take(ObjectNode document) throws Exception {
    var accepted = gateway.post("/v1/documents", document);
    assertEquals("done",
        gateway.ingested(accepted.path("ingestion").asText()).path("status").asText());
  }
}
