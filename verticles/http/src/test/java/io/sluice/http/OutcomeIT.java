package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an answer came out: how much of it holds, why it ended, what could be asked instead. */
class OutcomeIT extends OnOwnGateway {
  private static final String QUESTION = "{\"question\": \"휴가?\"}";

  @Test
  void anAnswerSaysHowMuchOfItHoldsAndWhyItEnded() throws Exception {
    answer(0.75, AnswerEvent.LENGTH, List.of());
    var answer = Gateway.json(gateway.post("/v1/ask", QUESTION).body());

    assertEquals(0.75, answer.get("support").asDouble());
    assertEquals("length", answer.get("finishReason").asText());
    assertEquals("[]", answer.get("suggestions").toString());
  }

  @Test
  void whereNothingWasFoundItSuggestsWhatCouldBeAsked() throws Exception {
    answer(null, AnswerEvent.STOP, List.of("휴가: 신청", "Leave"));
    var whole = Gateway.json(gateway.post("/v1/ask", QUESTION).body());
    var stream = gateway.post("/v1/ask", "{\"question\": \"휴가?\", \"stream\": true}").body();

    assertEquals("[\"휴가: 신청\",\"Leave\"]", whole.get("suggestions").toString());
    assertTrue(whole.get("support").isNull());
    assertTrue(stream.contains("\"suggestions\":[\"휴가: 신청\",\"Leave\"]"), stream);
  }

  @Test
  void anAnswerOfANodeThatDoesNotSayIsShownAsFarAsItIsKnown() throws Exception {
    answer(null, null, null);
    var answer = Gateway.json(gateway.post("/v1/ask", QUESTION).body());
    var chat = Gateway.json(chat(""));

    assertTrue(answer.get("support").isNull());
    assertTrue(answer.get("finishReason").isNull());
    assertEquals("[]", answer.get("suggestions").toString());
    assertEquals("stop", chat.at("/choices/0/finish_reason").asText());
  }

  @ParameterizedTest
  @CsvSource({"stop,stop", "length,length", "content_filter,content_filter"})
  void aChatEndsForTheReasonThatTheModelHad(String reason, String told) throws Exception {
    answer(1.0, reason, List.of());
    var whole = Gateway.json(chat(""));
    var stream = chat(", \"stream\": true");

    assertEquals(told, whole.at("/choices/0/finish_reason").asText());
    assertTrue(stream.contains("\"finish_reason\":\"" + told + "\""), stream);
    assertEquals(1.0, whole.at("/sluice/support").asDouble());
    assertEquals(reason, whole.at("/sluice/finishReason").asText());
  }

  @Test
  void whatTheClientCutEndsForItsOwnReason() throws Exception {
    answer(1.0, AnswerEvent.LENGTH, List.of());

    assertEquals("stop",
        Gateway.json(chat(", \"stop\": \"는\"")).at("/choices/0/finish_reason").asText());
    answer(1.0, AnswerEvent.STOP, List.of());
    assertEquals("length",
        Gateway.json(chat(", \"max_tokens\": 2")).at("/choices/0/finish_reason").asText());
  }

  private String chat(String more) throws Exception {
    return gateway.post("/v1/chat/completions", "{\"model\": \"sluice\", \"messages\": ["
        + "{\"role\": \"user\", \"content\": \"휴가?\"}]" + more + "}").body();
  }

  private void answer(@Nullable Double support, @Nullable String reason,
      @Nullable List<String> suggestions) {
    gateway.actors.answer = log -> {
      log.append(new Token(Samples.TEXT));
      var done = Samples.done(log.id());
      log.end(new Done(done.id(), true, done.sources(), done.citations(), done.route(),
          done.cache(), done.degraded(), done.usage(), done.timings(), done.unsupported(), support,
          reason, suggestions));
    };
  }
}
