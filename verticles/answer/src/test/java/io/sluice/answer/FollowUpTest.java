package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpTest {

  @ParameterizedTest
  @ValueSource(strings = {"그럼 병가는 며칠이야?", "그건 언제까지 신청해야 하나요?", "거기 주차장 이용 요금은 얼마인가요?", "신청 방법은?",
      "왜?",
      "What about sick leave?", "How long does it take to be approved by my manager?",
      "And for part-time employees in the Seoul office?", "Is its monthly price fixed by contract?",
      "it?", "Who parks there during the summer holidays?"})
  void aQuestionThatPointsBackIsPutAfterItsTopic(String question) {
    assertEquals("휴가 규정 " + question, FollowUp.standalone(question, "휴가 규정"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"육아휴직 급여는 회사에서 언제 지급하나요?", "IT 지원팀 담당자 연락처는 무엇인가요?",
      "IT부서 노트북 교체 신청 절차 알려주세요", "Where can I park my bicycle near the office building?",
      "How do I contact the IT department about a broken laptop?",
      "Is there a parking garage for visitors near the office?"})
  void aQuestionThatSaysEnoughIsLeftAsItIs(String question) {
    assertEquals(question, FollowUp.standalone(question, "휴가 규정"));
  }

  @Test
  void aQuestionInAnotherLanguageBeginsAnew() {
    assertEquals("휴가는 며칠이에요?",
        FollowUp.standalone("휴가는 며칠이에요?", "What is the capital of France?"));
  }

  @Test
  void theFirstQuestionStandsAlone() {
    assertEquals("그건?", FollowUp.standalone("그건?", null));
  }

  @Test
  void aRunOfCombiningMarksIsReadOnce() {
    var question = "office parking garage visitors a" + "\u0301".repeat(1_000_000);

    assertEquals(question, FollowUp.standalone(question, "office"));
  }

  @Test
  void aLongTopicIsCutBetweenLetters() {
    var standalone = FollowUp.standalone("왜?", "휴" + "😀".repeat(1000));

    assertTrue(standalone.length() <= 504);
    assertFalse(Character.isHighSurrogate(standalone.charAt(standalone.indexOf(" 왜?") - 1)));
  }
}
