package io.sluice.cache.alike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  private final Judge judge = Judge.of(new Candidates<String>());

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      연차 휴가는 며칠인가요?           | 연차 휴가가 며칠이에요?
      법인카드 분실 신고는 어떻게 하나요? | 법인카드 분실 신고 어떻게 해요?
      재택근무 신청 방법 알려줘         | 재택근무 신청 방법을 알려주세요
      """)
  void koreanInOtherWordsIsTheSameWithoutVectors(String now, String stored) {
    assertTrue(on(now, stored, null).same(Judge.USUAL_THRESHOLD), () -> on(now, stored, null)
        .toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      연차 휴가는 며칠인가요?    | 병가는 며칠인가요?
      주차장은 어디인가요?       | 구내식당은 어디인가요?
      재택근무 신청 방법은?      | 출장비 정산 방법은?
      """)
  void anotherMatterIsNotTheSame(String now, String stored) {
    assertFalse(on(now, stored, null).same(Judge.USUAL_THRESHOLD), () -> on(now, stored, null)
        .toString());
  }

  @Test
  void theNearerTheVectorsTheHigherTheScore() {
    var now = "How many vacation days do I get?";
    var stored = "What is the number of vacation days I get?";
    double last = 0;
    for (var cosine : List.of(0.5, 0.7, 0.8, 0.9, 0.95)) {
      var score = on(now, stored, cosine).score();
      assertTrue(score > last, cosine + ": " + score);
      last = score;
    }
    assertTrue(last >= Judge.USUAL_THRESHOLD);
  }

  @Test
  void whatAGuardMindsIsNotTheSameAtAnyScore() {
    var verdict = on("How do I enable the alarm?", "How do I disable the alarm?", 0.999);
    assertEquals("one is about enable, the other about disable", verdict.veto());
    assertFalse(verdict.same(0));
  }

  @Test
  void theSameWordsAreTheSameQuestion() {
    assertTrue(on("휴가는 며칠인가요?", "휴가는 며칠인가요 ?!", null).score() > 0.99);
  }

  @Test
  void aRivalThatIsAboutAsNearTakesTheScoreAway() {
    var now = Asked.of("How do I book the small meeting room?");
    var one = candidate("1", "How can I book the small meeting room?", "a", 0.95);
    var rival = candidate("2", "How may I book the small meeting room?", "b", 0.95);
    var sameAnswer = candidate("3", "How may I book the small meeting room?", "a", 0.95);
    var alone = score(now, List.of(one));
    assertTrue(alone >= Judge.USUAL_THRESHOLD, () -> "" + alone);
    assertTrue(score(now, List.of(one, rival)) < Judge.USUAL_THRESHOLD);
    assertTrue(score(now, List.of(one, sameAnswer)) >= alone);
  }

  @Test
  void aRivalThatAGuardMindsIsNone() {
    var now = Asked.of("How do I book 2 meeting rooms?");
    var one = candidate("1", "How can I book 2 meeting rooms?", "a", 0.9);
    var other = candidate("2", "How can I book 3 meeting rooms?", "b", 0.98);
    var best = judge.best(now, List.of(other, one));
    assertNotNull(best);
    assertEquals("1", best.candidate().id());
    assertEquals(score(now, List.of(one)), best.verdict().score(), 1e-9);
    var minded = judge.best(now, List.of(other));
    assertNotNull(minded);
    assertEquals("the numbers differ: 2 and 3", minded.verdict().veto());
    assertNull(judge.best(now, List.of()));
  }

  private double score(Asked now, List<Candidate<String>> candidates) {
    var best = judge.best(now, candidates);
    assertNotNull(best);
    return best.verdict().score();
  }

  private static Candidate<String> candidate(String id, String text, String answer,
      double cosine) {
    return new Candidate<>(id, Asked.of(text), answer, cosine);
  }

  private Verdict on(String now, String stored, @Nullable Double cosine) {
    return judge.on(Asked.of(now), Asked.of(stored), cosine);
  }
}
