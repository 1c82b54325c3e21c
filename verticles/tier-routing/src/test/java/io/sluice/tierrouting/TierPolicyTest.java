package io.sluice.tierrouting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Tier;
import io.sluice.message.TierRouting.ChooseTier;
import io.sluice.message.TierRouting.TierChosen;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tier a question is of. */
class TierPolicyTest {
  private static final TierPolicy POLICY = new TierPolicy(new TierRoutingConfig(6, 25, 0.5));

  @ParameterizedTest
  @ValueSource(strings = {"휴가는 며칠이에요?", "How many days of vacation do I get?", "정문은 언제 잠기나요?",
      "When is the gate locked?", "누구에게 신청하나요?", "Where is the canteen?", "노트북 대여료는 얼마예요?"})
  void aShortQuestionForAFactThatWasFoundIsSimple(String question) {
    assertEquals(Tier.SIMPLE, choose(question).tier());
  }

  @ParameterizedTest
  @ValueSource(strings = {"연차와 병가의 차이가 뭐예요?", "Compare annual leave with sick leave.",
      "왜 재택근무가 제한되나요?", "Why is remote work restricted?", "출장 규정을 요약해 주세요",
      "Summarise the travel policy", "What are the pros and cons of plan A?",
      "휴가는 며칠이에요? 신청은 누구에게 하나요?", "Which is better, VPN vs. office?"})
  void whatComparesWeighsOrAsksMuchIsComplex(String question) {
    assertEquals(Tier.COMPLEX, choose(question).tier());
  }

  @ParameterizedTest
  @ValueSource(strings = {"재택근무 해도 되나요?", "Can I bring my dog?", "", "🏖️", "ㅎㄱ", "???",
      "Whyte의 사무실 규칙", "verschlüsselung der daten"})
  void whatTheRulesKnowNothingAboutIsNormal(String question) {
    assertEquals(Tier.NORMAL, choose(question).tier());
  }

  @Test
  void aLongQuestionIsComplex() {
    assertEquals(Tier.COMPLEX, choose("vacation rule contract office ".repeat(8)).tier());
  }

  @Test
  void aSimpleQuestionIsNormalWhereLittleWasFound() {
    assertEquals(Tier.NORMAL, tier(new ChooseTier("휴가는 며칠이에요?", 0, 0, 0, 0)));
    assertEquals(Tier.NORMAL, tier(new ChooseTier("휴가는 며칠이에요?", 0, 5, 2, 0.4)));
    assertEquals(Tier.NORMAL, tier(new ChooseTier("휴가는 며칠이에요?", 1, 5, 2, 1)));
  }

  @Test
  void aChoiceNamesTheWordsItRestsOn() {
    assertTrue(choose("연차와 병가의 차이가 뭐예요?").why().toString().contains("차이"));
    assertTrue(choose("Compare A with B").why().toString().contains("Compare"));
  }

  @Test
  void aHostileQuestionIsChosenForInLittleTime() {
    for (var part : new String[]{"compar ", "? a", "all the ", "장점과 ", "step  by  ", "a\u0301"}) {
      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
          () -> choose(part.repeat(8000 / part.length())));
    }
  }

  private static TierChosen choose(String question) {
    return POLICY.choose(new ChooseTier(question, 0, 5, 2, 1));
  }

  private static Tier tier(ChooseTier request) {
    return POLICY.choose(request).tier();
  }
}
