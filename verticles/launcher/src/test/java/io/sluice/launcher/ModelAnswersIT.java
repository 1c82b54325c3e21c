package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ScriptedModel;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway whose answers come from a model's server. */
class ModelAnswersIT {
  private static final String KEY = "sk-very-secret-0815";
  private static final String LEAVE = "온실 관리인의 연차는 1년에 17일입니다. 신청은 닷새 전까지 합니다.";
  private static final String GATE = "The greenhouse gate is locked at 21:30. The key is kept by Mina.";

  @TempDir
  static Path folder = Path.of("");
  private static final ScriptedModel MODEL = ScriptedModel.start();
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.start(folder.resolve("storage"), "sample.enabled=false",
        RunningGateway.FORGETFUL,
        "generation.endpoints.openai.base-url=" + MODEL.url(),
        "generation.endpoints.openai.api-key=" + KEY,
        "generation.endpoints.openai.model=scripted-1", "generation.check.within=60s",
        "answer.embed-within=60s",
        "generation.endpoints.openai.price-per-million-prompt-tokens=1000",
        "generation.endpoints.openai.price-per-million-completion-tokens=2000");
    take("온실 관리인 휴가", LEAVE);
    take("Greenhouse", GATE);
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      gateway.close();
      assertFalse(gateway.log().contains(KEY), gateway.log());
    } finally {
      MODEL.close();
    }
  }

  @Test
  void aKoreanQuestionIsAnsweredByTheModel() throws Exception {
    MODEL.then(Acts.says("온실 관리인의 연차는 ", "17일입니다 [", "1]."));
    var answer = gateway.ask("온실 관리인의 연차는 며칠인가요?");

    assertEquals("온실 관리인의 연차는 17일입니다 [1].", answer.path("answer").asText());
    assertEquals("openai", answer.path("route").path("provider").asText());
    assertEquals("scripted-1", answer.path("route").path("model").asText());
    assertTrue(answer.path("grounded").asBoolean(), answer::toString);
    assertEquals(0, answer.path("degraded").size(), answer::toString);
    assertEquals("온실 관리인의 연차는 17일입니다", cited(answer));
    assertEquals(12, answer.path("usage").path("promptTokens").asInt());
    assertEquals(0.08, answer.path("usage").path("costUsd").asDouble(), 1e-9);
  }

  @Test
  void anEnglishAnswerStreamsAndWhatIsMadeUpIsMarked() throws Exception {
    MODEL.then(Acts.says("The gate is locked ", "at 23:45 [1]."));
    var stream = gateway.send(gateway.request("/v1/ask").header("accept", "text/event-stream")
        .POST(BodyPublishers.ofString("{\"question\": \"When is the greenhouse gate locked?\"}"))
        .header("content-type", "application/json").build()).body();

    assertTrue(stream.contains("\"provider\":\"openai\""), stream);
    assertTrue(stream.contains("event: token\ndata: {\"text\":\"The gate is locked \"}"), stream);
    assertTrue(stream.contains("event: citation\ndata: {\"start\":0,\"end\":27,\"sources\":[1]}"),
        stream);
    assertTrue(stream.contains("\"grounded\":false"), stream);
    assertTrue(stream.contains("is not in the sources"), stream);
    assertTrue(stream.endsWith("data: [DONE]\n\n"), stream);
  }

  @Test
  void anEnglishAnswerIsHeldAgainstItsSourcesByMeaning() throws Exception {
    MODEL.then(Acts.says("At 21:30 somebody bolts the greenhouse door [1]."),
        Acts.says("Locked rooms are a key motif of novels [1]."));
    var inOtherWords = gateway.ask("When is the greenhouse gate locked?");
    var madeUp = gateway.ask("Who keeps the key?");

    assertTrue(inOtherWords.path("grounded").asBoolean(), inOtherWords::toString);
    assertEquals(1.0, inOtherWords.path("support").asDouble());
    assertEquals(0, inOtherWords.path("degraded").size(), inOtherWords::toString);
    assertFalse(madeUp.path("grounded").asBoolean(), madeUp::toString);
    assertEquals(0.0, madeUp.path("support").asDouble());
  }

  @Test
  void whatTheModelCouldNotSayToItsEndEndsForItsLength() throws Exception {
    for (var streams : new boolean[]{false, true}) {
      MODEL.then(call -> {
        call.say("온실 관리인의 연차는 17일입니다 [1]. 신청은");
        call.finish("length", 12, 34);
      });
      var chat = gateway.send(gateway.request("/v1/chat/completions")
          .POST(BodyPublishers.ofString("{\"model\": \"sluice\", \"stream\": " + streams
              + ", \"messages\": [{\"role\": \"user\", \"content\": \"온실 관리인의 연차는?\"}]}"))
          .header("content-type", "application/json").build()).body();

      assertTrue(chat.contains("\"finish_reason\":\"length\""), chat);
      assertTrue(chat.contains("\"grounded\":false"), chat);
      assertTrue(chat.contains("the answer was cut short here"), chat);
    }
  }

  @Test
  void whereTheModelFailsThePassagesAnswerAndTheAnswerSaysSo() throws Exception {
    MODEL.then(Acts.status(503, "no " + KEY), Acts.status(503, "no " + KEY));
    var answer = gateway.ask("When is the greenhouse gate locked?");

    assertEquals("extractive", answer.path("route").path("provider").asText());
    assertTrue(answer.path("answer").asText().contains("21:30"), answer::toString);
    assertEquals("generation", answer.path("degraded").path(0).path("what").asText());
    assertEquals("openai failed with status 503, no ***",
        answer.path("degraded").path(0).path("why").asText());
  }

  @Test
  void aModelThatBreaksOffMidwayEndsTheStreamWithAnError() throws Exception {
    MODEL.then(Acts.cutsAfter("The gate "));
    var stream = gateway.send(gateway.request("/v1/ask").header("accept", "text/event-stream")
        .POST(BodyPublishers.ofString("{\"question\": \"When is the greenhouse gate locked?\"}"))
        .header("content-type", "application/json").build()).body();

    assertTrue(stream.contains("event: error\ndata: {\"error\":{\"code\":\"provider.failed\""),
        stream);
    assertFalse(stream.contains("event: done"), stream);
  }

  @Test
  void aReaderWhoLeavesClosesTheConnectionToTheModel() throws Exception {
    MODEL.then(MODEL.holds());
    var client = HttpClient.newHttpClient();
    var response = client.send(
        gateway.request("/v1/ask").header("accept", "text/event-stream")
            .POST(BodyPublishers.ofString("{\"question\": \"When is the gate locked?\"}"))
            .header("content-type", "application/json").build(),
        BodyHandlers.ofInputStream());
    var call = MODEL.takeHeld();
    call.say("The gate ");

    response.body().close();
    client.shutdownNow();

    assertEquals(call, MODEL.takeClosed());
  }

  @Test
  void aBrokenStreamIsTakenUpAgainByItsKeyAndTheModelIsAskedOnce() throws Exception {
    MODEL.then(MODEL.holds());
    var client = HttpClient.newHttpClient();
    var asking = gateway.request("/v1/ask").header("accept", "text/event-stream")
        .POST(BodyPublishers.ofString("{\"question\": \"When is the greenhouse gate locked?\"}"))
        .header("content-type", "application/json").header("Idempotency-Key", "gate-1");
    var before = MODEL.calls().size();
    var response = client.send(asking.build(), BodyHandlers.ofLines());
    var call = MODEL.takeHeld();
    call.say("The gate is locked ");
    try (var lines = response.body()) {
      assertTrue(lines.anyMatch(line -> line.contains("The gate is locked ")));
    }
    client.shutdownNow();

    call.say("at 21:30 [1].");
    call.finish("stop", 12, 34);
    var rest = gateway.send(asking.header("Last-Event-ID", "3").build()).body();
    var whole = gateway.send(gateway.request("/v1/ask").POST(
        BodyPublishers.ofString("{\"question\": \"When is the greenhouse gate locked?\"}"))
        .header("content-type", "application/json").header("Idempotency-Key", "gate-1").build())
        .body();

    assertTrue(rest.startsWith("id: 4\n"), rest);
    assertTrue(rest.contains("event: done"), rest);
    assertEquals("The gate is locked at 21:30 [1].",
        RunningGateway.JSON.readTree(whole).path("answer").asText());
    assertEquals(before + 1, MODEL.calls().size());
    assertEquals(400, gateway.send(gateway.request("/v1/ask")
        .POST(BodyPublishers.ofString("{\"question\": \"Who keeps the key?\"}"))
        .header("content-type", "application/json").header("Idempotency-Key", "gate-1").build())
        .statusCode());
  }

  @Test
  void anAnswerThatIsBegunAnewIsReadFromItsStartWhateverWasReadBefore() throws Exception {
    var asking = gateway.request("/v1/ask").header("accept", "text/event-stream")
        .POST(BodyPublishers.ofString("{\"question\": \"When is the greenhouse gate locked?\"}"))
        .header("content-type", "application/json").header("Idempotency-Key", "gate-2");

    var fresh = gateway.send(asking.copy().header("Last-Event-ID", "5").build()).body();
    var again = gateway.send(asking.copy().header("Last-Event-ID", "3").build()).body();

    assertTrue(fresh.startsWith("id: 1\nevent: accepted"), fresh);
    assertTrue(again.startsWith("id: 4\n"), again);
  }

  private static void take(String title, String text) throws Exception {
    var accepted = gateway.post("/v1/documents",
        RunningGateway.JSON.createObjectNode().put("title", title).put("text", text));
    assertEquals("done",
        gateway.ingested(accepted.path("ingestion").asText()).path("status").asText());
  }

  private static String cited(JsonNode answer) {
    var citation = answer.path("citations").path(0);
    return answer.path("answer").asText().substring(citation.path("start").asInt(),
        citation.path("end").asInt());
  }
}
