package io.sluice.generation;

import static io.sluice.generation.Gateway.config;
import static io.sluice.generation.Gateway.english;
import static io.sluice.generation.Gateway.korean;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.EndpointConfig.Kind;
import io.sluice.generation.Gateway.Told;
import io.sluice.message.Generation.Generate;
import io.sluice.testservers.ScriptedModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that had more to say is not taken for one that has said all. */
class CutShortIT {
  private static final Generate ENGLISH = english("How long are books lent?");
  private static final Generate KOREAN = korean("연차는 며칠인가요?");

  private final ScriptedModel model = ScriptedModel.start();

  @AfterEach
  void stop() {
    model.close();
  }

  @Test
  void theSentenceThatBrokeOffDoesNotHold() {
    var told = told(Kind.OPENAI, ENGLISH, "Books are lent for 14 days [1]. A late return",
        "length");

    assertEquals("length", told.generated().finishReason());
    assertEquals("answer", told.degraded().getFirst().what());
    assertFalse(told.generated().grounded());
    var broken = Objects.requireNonNull(told.generated().unsupported()).getFirst();
    assertEquals("A late return", told.text().substring(broken.start(), broken.end()));
    assertEquals("the answer was cut short here", broken.why());
  }

  @Test
  void aKoreanOneDoesNotHoldEither() {
    var told = told(Kind.OPENAI, KOREAN, "연차는 1년에 15일입니다 [1]. 신청은 사흘", "length");

    assertEquals("length", told.generated().finishReason());
    assertEquals(1, Objects.requireNonNull(told.generated().unsupported()).size());
  }

  @Test
  void whatWasSaidToItsEndHoldsAndTheAnswerSaysThatThereWasMore() {
    for (var said : List.of("Books are lent for 14 days [1].", "Books are lent for 14 days. [1]",
        "Books are lent for 14 days. [1][1]")) {
      var told = told(Kind.OPENAI, ENGLISH, said, "length");

      assertTrue(told.generated().grounded());
      assertEquals("length", told.generated().finishReason());
      assertEquals("answer", told.degraded().getFirst().what());
    }
    for (var said : List.of("연차는 1년에 15일입니다.[1]", "연차는 1년에 15일입니다 [1].")) {
      assertTrue(told(Kind.OPENAI, KOREAN, said, "length").generated().grounded(), said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Books are lent for 14 days [1]",
      "Books are lent for 14 days [1], and e.g.",
      "Books are lent for 14 days [1], and e.g. [1]", "Books are lent [1], payable to Mrs.",
      "Books are lent for 14.", "Books are lent for 14 days [1] and then...", "연차는 1년에 15일 [1]",
      "연차는 1년에 15일입니다 [1]", "연차는 1년에 15.", "Books are lent for 14 days [1"})
  void neitherACitationNorTheStopOfANumberOrAnAbbreviationIsAnEnd(String said) {
    var told = told(Kind.OPENAI, said.startsWith("연차") ? KOREAN : ENGLISH, said, "length");

    assertFalse(told.generated().grounded());
    assertEquals("the answer was cut short here",
        Objects.requireNonNull(told.generated().unsupported()).getLast().why());
  }

  @Test
  void anthropicsReasonsAreUnderstoodToo() {
    assertEquals("length", told(Kind.ANTHROPIC, ENGLISH, "Books are", "max_tokens").generated()
        .finishReason());
    assertEquals("content_filter",
        told(Kind.ANTHROPIC, ENGLISH, "Books are", "refusal").generated().finishReason());
    assertEquals("stop", told(Kind.ANTHROPIC, ENGLISH, "Books are lent for 14 days [1].",
        "end_turn").generated().finishReason());
  }

  @Test
  void whatAFilterStoppedIsTold() {
    var told = told(Kind.OPENAI, ENGLISH, "Books are lent for", "content_filter");

    assertEquals("content_filter", told.generated().finishReason());
    assertFalse(told.generated().grounded());
  }

  private Told told(Kind kind, Generate question, String said, String reason) {
    model.then(call -> {
      call.say(said);
      call.finish(reason, 1, 1);
    });
    try (var gateway = Gateway
        .of(config(Map.of("a", Gateway.endpoint(kind, model.url()))))) {
      return gateway.ask(question);
    }
  }
}
