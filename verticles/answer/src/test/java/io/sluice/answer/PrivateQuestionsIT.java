package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Search;
import io.sluice.message.Filters;
import io.sluice.message.Generation.Turn;
import io.sluice.message.SearchMode;
import io.sluice.privacy.Masking;
import io.sluice.strictjson.Check.Violation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal data in a question goes no further than its door. */
class PrivateQuestionsIT extends AnswerCase {
  private static final String PHONE = "010-8361-2947";
  private static final String QUESTION = PHONE + "은 누구 번호인가요?";
  private static final String MASKED = "[PHONE]은 누구 번호인가요?";

  @BeforeEach
  void serve() {
    serveGeneration();
  }

  @Test
  void nobodyBehindTheDoorSeesIt() {
    mask(Masking.MASK);
    var told = done(question(QUESTION, "default", "c1"));
    done(question("그건 언제 바뀌었나요?", "default", "c1"));

    assertEquals(List.of("question"), told.degraded().stream().map(Degraded::what).toList());
    assertEquals(MASKED, others.generated.getFirst().question());
    assertEquals(MASKED, others.generated.getLast().history().getFirst().question());
    assertNowhere();
  }

  @Test
  void whatIsSaidToHaveBeenSaidBeforeIsMaskedToo() {
    mask(Masking.MASK);
    done(new AskQuestion("그건 언제 바뀌었나요?", "default", null, null, null, Filters.NONE, null, null,
        CacheUse.USE, List.of(new Turn(QUESTION, "담당자는 a@example.com 입니다.")), null, null, null));

    assertEquals(List.of(new Turn(MASKED, "담당자는 [EMAIL] 입니다.")),
        others.generated.getFirst().history());
    assertNowhere();
  }

  @Test
  void aSearchIsMaskedAndSaysSo() {
    mask(Masking.MASK);
    var found = answer(bus.ask(Answering.SEARCH, new Search(QUESTION, "default", 3, Filters.NONE,
        SearchMode.HYBRID, null, true), call("t", AMPLE)));

    assertEquals("question", found.degraded().getFirst().what());
    assertNowhere();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-22에 무슨 일이 있었나요?", "주문 번호 20261122-000123은 어디 있나요?",
      "1,234,567원을 3개월로 나누면?", "How do I set up 802.11ax on floor 3?", "버전 5.0.8과 10.5.0의 차이는?",
      "민법 제750조 제1항은?"})
  void numbersOfOtherThingsStayAndNothingIsTold(String question) {
    mask(Masking.MASK);

    assertEquals(List.of(), done(question(question, "default", null)).degraded());
    assertEquals(question, others.generated.getFirst().question());
  }

  @Test
  void nothingIsMaskedWhereThatIsNotWanted() {
    assertEquals(List.of(), done(question(QUESTION, "default", null)).degraded());
    assertEquals(QUESTION, others.generated.getFirst().question());
  }

  @Test
  void thereAreNoPseudonymsInQuestions() {
    assertThrows(Violation.class, () -> mask(Masking.HASH));
  }

  private void mask(Masking masking) {
    replace(new AnswerConfig(CONFIG.k(), CONFIG.embedWithin(), CONFIG.rerankWithin(),
        CONFIG.condenseWithin(), CONFIG.expansion(), CONFIG.prompts(), CONFIG.passages(), masking,
        List.of(), CONFIG.maxConcurrent(), CONFIG.searchesAtOnce(), CONFIG.conversations(),
        CONFIG.conversationTurns(),
        CONFIG.conversationTtl(), 0), null);
  }

  private Done done(AskQuestion question) {
    var call = call("t", AMPLE);
    return (Done) events(answer(asking(question, call)), call).getLast();
  }

  private void assertNowhere() {
    for (var seen : List.of(others.searches, others.embeds, others.generated, others.tiers)) {
      assertFalse(seen.toString().contains(PHONE), seen.toString());
      assertFalse(seen.toString().contains("a@example"), seen.toString());
    }
  }
}
