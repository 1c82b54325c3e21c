package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ScriptedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway whose model helps to understand what is asked. */
class UnderstandingIT {
  @TempDir
  static Path folder = Path.of("");
  private static final ScriptedModel MODEL = ScriptedModel.start();
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.start(folder.resolve("storage"), "sample.enabled=false",
        RunningGateway.FORGETFUL,
        "generation.endpoints.openai.base-url=" + MODEL.url(),
        "generation.endpoints.openai.model=scripted-1", "answer.expansion.within=10s",
        "answer.condense-within=60s", "answer.embed-within=60s", "generation.check.within=60s");
    take("leave", "온실 관리인의 연차는 1년에 17일입니다. 연차 신청은 닷새 전까지 팀장에게 합니다.");
    take("canteen", "구내식당은 지하 1층에 있고 11시 30분에 엽니다.");
    take("commuting", "Outlay for commuting is refunded monthly.");
    take("gate", "The greenhouse gate is locked at 21:30. The key is kept by Mina.");
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
  void aKoreanFollowUpIsRewrittenBeforeItIsSearched() throws Exception {
    MODEL.then(Acts.says("온실 관리인의 연차는 17일입니다 [1]."));
    ask("온실 관리인의 연차는 며칠인가요?");
    MODEL.then(Acts.says("온실 관리인의 연차 신청은 언제까지 하나요?"), Acts.says("닷새 전까지 합니다 [1]."));

    var answer = ask("그럼 신청은요?");

    var calls = MODEL.calls();
    assertTrue(calls.get(calls.size() - 2).prompt().contains("연차는 17일입니다 [1]."),
        calls.get(calls.size() - 2)::prompt);
    assertEquals("닷새 전까지 합니다 [1].", answer.path("answer").asText());
    assertEquals("leave", answer.path("sources").path(0).path("document").asText());
    assertEquals(0, answer.path("degraded").size(), answer::toString);
    assertEquals(24, answer.path("usage").path("promptTokens").asInt());
  }

  @Test
  void anotherWordingFindsWhatTheQuestionMisses() throws Exception {
    assertFalse(documents(search("출퇴근 비용은 돌려받나요?", "off")).contains("commuting"));
    MODEL.then(Acts.says("1. 통근 비용 환급\n", "2. Is commuting outlay refunded?"));

    var found = search("출퇴근 비용은 돌려받나요?", "queries");

    assertEquals("commuting", documents(found).getFirst());
    assertEquals("queries", found.path("expansions").path(0).path("kind").asText());
    assertEquals("통근 비용 환급", found.path("expansions").path(0).path("words").path(0).asText());
    assertEquals(0, found.path("degraded").size(), found::toString);
  }

  @Test
  void aPassageThatMightAnswerBringsTheRealOneNearer() throws Exception {
    var question = "How late may I still water the plants?";
    var alone = search(question, "off");
    MODEL.then(Acts.says("The gate of the greenhouse is locked in the evening, and someone keeps",
        " the key: until then you may water the plants."));

    var found = search(question, "hypothetical");

    assertTrue(nearness(found) > nearness(alone) + 0.1, () -> alone + "\n" + found);
    assertEquals("hypothetical", found.path("expansions").path(0).path("kind").asText());
    assertEquals(0, found.path("degraded").size(), found::toString);
  }

  @Test
  void aModelThatIsLateIsGivenUpAndTheQuestionAloneIsSearchedFor() throws Exception {
    MODEL.then(MODEL.holds());

    var found = search("When is the greenhouse gate locked?", "queries");

    assertEquals("gate", documents(found).getFirst());
    assertEquals("expansion", found.path("degraded").path(0).path("what").asText());
    assertEquals(MODEL.takeHeld(), MODEL.takeClosed());
  }

  private static double nearness(JsonNode found) {
    return StreamSupport.stream(found.path("hits").spliterator(), false)
        .filter(hit -> hit.path("document").asText().equals("gate"))
        .mapToDouble(hit -> hit.path("legs").path("vector").asDouble()).findFirst().orElse(-1);
  }

  private static JsonNode ask(String question) throws Exception {
    return gateway.post("/v1/ask", RunningGateway.JSON.createObjectNode()
        .put("question", question).put("conversation", "c-1"));
  }

  private static JsonNode search(String query, String expand) throws Exception {
    return gateway.post("/v1/search",
        RunningGateway.JSON.createObjectNode().put("query", query).put("expand", expand));
  }

  private static List<String> documents(JsonNode found) {
    return StreamSupport.stream(found.path("hits").spliterator(), false)
        .map(hit -> hit.path("document").asText()).toList();
  }

  private static void take(String id, String text) throws Exception {
    var accepted = gateway.post("/v1/documents", RunningGateway.JSON.createObjectNode()
        .put("id", id).put("title", id).put("text", text));
    assertEquals("done",
        gateway.ingested(accepted.path("ingestion").asText()).path("status").asText());
  }
}
