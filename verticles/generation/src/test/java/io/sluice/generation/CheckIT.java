package io.sluice.generation;

import static io.sluice.generation.Gateway.config;
import static io.sluice.generation.Gateway.english;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.Gateway.Told;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Unsupported;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Passage;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.testservers.Acts;
import io.sluice.testservers.ScriptedModel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a model says is held against its sources by meaning, too, where that can be done in time. */
class CheckIT {
  private static final String OTHER_WORDS = "Fourteen days pass until any book wants to go home [1].";
  private static final String MADE_UP = "A late moon return costs 100 won at the desk per day [1].";
  private static final Passage BOOKS = Gateway.passage("도서관", "ko",
      "책은 한 번에 다섯 권까지 빌릴 수 있습니다. 늦게 돌려주면 하루에 연체료 100원을 냅니다.");
  private static final String MADE_UP_KOREAN = "달에 늦게 돌려주면 하루에 연체료 100원을 냅니다 [1].";

  private final ScriptedModel model = ScriptedModel.start();

  @AfterEach
  void stop() {
    model.close();
  }

  @Test
  void whatIsSaidInOtherWordsHolds() {
    var told = told(Meanings.of("en"), OTHER_WORDS);

    assertTrue(told.generated().grounded(), told::toString);
    assertEquals(1.0, told.generated().support());
    assertEquals(List.of(), told.degraded());
  }

  @Test
  void whatMeansSomethingElseDoesNotHoldThoughItHasTheWords() {
    var told = told(Meanings.of("en"), "Books are lent for 14 days [1]. " + MADE_UP);

    assertFalse(told.generated().grounded());
    assertEquals(List.of("the sources say little of this"),
        unsupported(told).stream().map(Unsupported::why).toList());
    assertEquals(MADE_UP, told.text().substring(unsupported(told).getFirst().start()));
    assertEquals(21 / 62.0, Objects.requireNonNull(told.generated().support()), 0.001);
  }

  @Test
  void allIsComparedInOneRequest() {
    var meanings = Meanings.of("en");
    model.then(Acts.says(OTHER_WORDS + " " + MADE_UP), Acts.says(OTHER_WORDS));
    try (var gateway = Gateway.of(config(model.url()), meanings)) {
      gateway.ask(english("How long are books lent?"));
      gateway.ask(english("How long are books lent?"));
    }

    assertEquals(2, meanings.asked.size());
    var first = meanings.asked.getFirst();
    assertEquals(Purpose.PASSAGE, first.purpose());
    assertTrue(first.texts().contains("Fourteen days pass until any book wants to go home."),
        first::toString);
    assertTrue(first.texts().containsAll(List.of("Using the library",
        "You may borrow five books at a time.", "Books are lent for 14 days.")), first::toString);
    assertFalse(first.texts().toString().contains("연차"), first::toString);
    // What the scale of the model is was measured with the first one.
    assertEquals(8 + 1, first.texts().size() - meanings.asked.getLast().texts().size());
  }

  @Test
  void aLanguageThatTheModelDoesNotUnderstandGoesByWordsAndNothingIsGivenUp() {
    var english = Meanings.of("en");
    var koreanToo = Meanings.of("en", "ko");

    var byWords = korean(english, MADE_UP_KOREAN);
    assertTrue(byWords.generated().grounded());
    assertEquals(List.of(), byWords.degraded());
    assertEquals(List.of(), english.asked);
    assertFalse(korean(koreanToo, MADE_UP_KOREAN).generated().grounded());
    assertEquals(1, koreanToo.asked.size());
  }

  @Test
  void aKoreanAnswerFromAnEnglishPassageIsNotCompared() {
    var meanings = Meanings.of("en", "ko");
    var told = told(meanings, "책은 14일 동안 빌려 볼 수 있습니다 [1].");

    assertTrue(told.generated().grounded());
    assertEquals(List.of(), meanings.asked);
  }

  @Test
  void whatIsInAnotherLanguageThanItsSourcesIsNotCheckedAndSaysSo() {
    var meanings = Meanings.of("en", "ko");
    model.then(Acts.says("Employees may bring elephants to the office [1]."));
    try (var gateway = Gateway.of(config(model.url()), meanings)) {
      var question = "May employees bring elephants to the office?";
      assertNotChecked(gateway.ask(
          new Generate(question, question, "en", "normal", List.of(BOOKS), List.of())));
    }
    assertNotChecked(told(meanings, "직원은 사무실에 코끼리를 데려올 수 있습니다 [1]."));
    assertEquals(List.of(), meanings.asked);
  }

  private static void assertNotChecked(Told told) {
    assertFalse(told.generated().grounded());
    assertNull(told.generated().support());
    assertEquals(List.of(), unsupported(told));
    assertEquals(List.of(new Degraded("check",
        "the answer is in another language than its sources, so not all of it could be checked")),
        told.degraded());
  }

  @Test
  void withoutVectorsItGoesByWordsAloneAndSaysSo() {
    var replies = List.<Future<Reply<Embedded>>>of(
        Future.succeededFuture(Reply.refused(new Overloaded("too many texts", 1))),
        Promise.<Reply<Embedded>>promise().future(), Future.failedFuture("broken"),
        Future.succeededFuture(Reply.of(new Embedded(Meanings.MODEL, List.of("en"), List.of()))));
    for (var reply : replies) {
      var meanings = Meanings.of("en");
      meanings.answer = _ -> reply;
      var told = told(impatient(config(model.url())), meanings, MADE_UP);

      assertTrue(told.generated().grounded());
      assertEquals(List.of("check"), told.degraded().stream().map(one -> one.what()).toList());
      assertTrue(told.degraded().getFirst().why().startsWith("checked by words, numbers and names"),
          told::toString);
    }
  }

  @Test
  void whatIsWrongAnywayOrQuotedOrCitesNothingIsNotCompared() {
    var meanings = Meanings.of("en");
    assertEquals(0.0, told(meanings, "Books are lent for 21 days [1].").generated().support());
    assertNull(told(meanings, "The documents do not say who won.").generated().support());
    model.then(Acts.status(500, "down"));
    try (var gateway = Gateway.of(config(model.url()), meanings)) {
      var quoted = gateway.ask(english("How long are books lent?"));
      assertEquals("extractive", quoted.started().getFirst().provider());
      assertEquals(1.0, quoted.generated().support());
    }
    assertEquals(List.of(), meanings.asked);
  }

  private Told korean(Meanings meanings, String answer) {
    model.then(Acts.says(answer));
    try (var gateway = Gateway.of(config(model.url()), meanings)) {
      var question = "늦게 돌려주면 어떻게 되나요?";
      return gateway.ask(
          new Generate(question, question, "ko", "normal", List.of(BOOKS), List.of()));
    }
  }

  private Told told(Meanings meanings, String answer) {
    return told(config(model.url()), meanings, answer);
  }

  private Told told(GenerationConfig config, Meanings meanings, String answer) {
    model.then(Acts.says(answer));
    try (var gateway = Gateway.of(config, meanings)) {
      return gateway.ask(english("How long are books lent?"));
    }
  }

  private static GenerationConfig impatient(GenerationConfig config) {
    return new GenerationConfig(config.providers(), config.tiers(), config.maxContextTokens(),
        config.prompts(), config.defaults(), config.endpoints(), config.extractive(),
        new CheckConfig(Duration.ofMillis(500)));
  }

  private static List<Unsupported> unsupported(Told told) {
    return Objects.requireNonNull(told.generated().unsupported());
  }
}
