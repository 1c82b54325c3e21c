package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameSenseTest {

  @ParameterizedTest
  @CsvSource({"How many days of annual leave do I get?,How many annual leave days do I get?",
      "How many days of annual leave do I get?,How many days of annual leave do I have?",
      "비밀번호는 몇 자 이상이어야 하나요?,비밀번호는 몇 자 이상이어야 하죠?", "휴가는 며칠인가요?,휴가가 며칠이에요?"})
  void theSameInOtherWordsIsTheSame(String now, String other) {
    assertNull(SameSense.objection(now, other, "You get 15 days."));
  }

  @ParameterizedTest
  @CsvSource({"How many days of sick leave do I get?,How many days of annual leave do I get?",
      "What raise comes with grade A?,What raise comes with grade B?",
      "A등급이면 연봉이 얼마나 오르나요?,B등급이면 연봉이 얼마나 오르나요?",
      "May I work remotely after probation?,May I work remotely during probation?",
      "May I use my miles?,Must I use my miles?", "팀장이 팀원의 연차를 승인하나요?,팀원이 팀장의 연차를 승인하나요?",
      "서울에서 부산까지 KTX를 타도 되나요?,부산에서 서울까지 KTX를 타도 되나요?", "연차를 써도 되나요?,연차를 써야 하나요?",
      "사흘 쉬려면 어떻게 하나요?,열흘 쉬려면 어떻게 하나요?", "첫 번째 평가는 언제인가요?,두 번째 평가는 언제인가요?",
      "Can only team leads get a card?,Can team leads get a card?",
      "Can I report harassment with my name?,Can I report harassment without my name?",
      "수습 기간은 얼마나 되나요?,수습 기간 급여는 얼마나 되나요?", "대전 출장 숙박비는 얼마인가요?,서울 출장 숙박비는 얼마인가요?",
      "Is the office open on Sundays?,Is the office open on weekdays?",
      "Is the second floor open?,Is the ninth floor open?",
      "Are all fines paid?,Are some fines paid?"})
  void whatOnlyLooksAlikeIsNotTheSame(String now, String other) {
    assertNotNull(SameSense.objection(now, other, "So it is."));
  }

  @ParameterizedTest
  @CsvSource({
      "What is the limit for lodging?,What is the limit?,The limit for lodging is 100 euros."})
  void aWordThatTheAnswerHasMayStandForOne(String now, String other, String answer) {
    assertNull(SameSense.objection(now, other, answer));
  }
}
