package io.sluice.cache.alike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      How do I carry over 3 days?          | How do I carry over 5 days?
      How do I carry over two days?        | How do I carry over 5 days?
      Can I expense 20 dollars?            | Can I expense 20 euros?
      What is new in v2.10.0?              | What is new in v2.1.0?
      연차 3일을 이월할 수 있나요?         | 연차 5일을 이월할 수 있나요?
      3,000원까지 되나요?                  | 3만원까지 되나요?
      세 명이 쓸 회의실은?                 | 다섯 명이 쓸 회의실은?
      실내 온도 삼십도는 괜찮나요?         | 실내 온도 20도는 괜찮나요?
      3시간 쓸 수 있나요?                  | 3개월 쓸 수 있나요?
      """)
  void numbersAndUnitsMustBeTheSame(String now, String stored) {
    assertMinds(Guard.NUMBERS, now, stored);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      How do I carry over two days?   | How can I carry over 2 days?
      Is 3,000 won enough?            | Is 3000 KRW enough?
      What is new in version 2.10.0?  | What is new in v2.10.0?
      Is there one for Linux?         | Is there a version for Linux?
      3만 원까지 되나요?              | 30,000원까지 되나요?
      세 명이 쓸 회의실은?            | 3명이 쓸 회의실은?
      두 개 중 무엇이 낫나요?         | 둘 중 무엇이 낫나요?
      이번 세일은 사원도 되나요?      | 세일은 직원도 되나요?
      한 번 더 알려 주세요            | 알려 주세요
      """)
  void aNumberMayBeWrittenOtherwise(String now, String stored) {
    assertPasses(Guard.NUMBERS, now, stored);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      How do I call getUserName here?     | How do I call getUserId here?
      How far is it to Paris?             | How far is it to London?
      What does `slice` return?           | What does `filter` return?
      How do I reset the VPN?             | How do I reset the password?
      VPN 접속은 어떻게 하나요?           | SSH 접속은 어떻게 하나요?
      "연말정산" 메뉴는 어디에 있나요?    | "급여" 메뉴는 어디에 있나요?
      """)
  void namesMustBeTheSame(String now, String stored) {
    assertMinds(Guard.NAMES, now, stored);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      How do I use the API?              | How is the api used?
      What is Natural Language Processing? | What is NLP?
      What does io.Table hold?           | What does a Table hold?
      VPN 접속 방법은?                   | vpn에 접속하는 방법은?
      """)
  void aNameMayBeWrittenOtherwise(String now, String stored) {
    assertPasses(Guard.NAMES, now, stored);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      How do I enable two-factor login?  | How do I disable two-factor login?
      What do I do before the trip?      | What do I do after the trip?
      Is the office open on Monday?      | Is the office open on Tuesday?
      Does it cost more?                 | Does it cost less?
      알림 켜기는 어디서 하나요?         | 알림 끄기는 어디서 하나요?
      알림을 켜는 방법은?                | 알림을 끄는 방법은?
      입금 수수료는 얼마인가요?          | 출금 수수료는 얼마인가요?
      이번 주 식단은?                    | 다음 주 식단은?
      내일 회의는 몇 시인가요?           | 오늘 회의는 몇 시인가요?
      """)
  void datesAndAntonymsMustBeOnTheSameSide(String now, String stored) {
    assertMinds(Guard.CONTRASTS, now, stored);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Which is more, inside or outside? | What is more outside?
      매달 언제 지급되나요?             | 매월 언제 지급되나요?
      """)
  void whoNamesBothSidesTakesNeither(String now, String stored) {
    assertPasses(Guard.CONTRASTS, now, stored);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Which days are paid?               | Which days are not paid?
      Why can I log in?                  | Why can't I log in?
      Why can I log in?                  | Why can’t I log in?
      연차를 쓸 수 있는 날은?            | 연차를 쓰지 않는 날은?
      로그인이 되는 이유는?              | 로그인이 안 되는 이유는?
      여기서 사진을 찍어도 됩니까?       | 여기서 사진을 찍지 마세요
      """)
  void whatIsDeniedIsNotWhatIsSaid(String now, String stored) {
    assertMinds(Guard.NEGATION, now, stored);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      How do I do it without an account? | How do I do it if I have no account?
      집 안 온도는 어떻게 보나요?        | 집 온도는 어떻게 보나요?
      식대는 얼마인지 말해줘             | 식대는 얼마인가요?
      식대가 궁금합니다                  | 식대를 알려 주세요
      """)
  void noDenialIsReadWhereThereIsNone(String now, String stored) {
    assertPasses(Guard.NEGATION, now, stored);
  }

  @Test
  void whoIsNotWhen() {
    assertMinds(Guard.KIND, "Who approves the budget?", "When is the budget approved?");
    assertMinds(Guard.KIND, "예산은 누가 승인하나요?", "예산은 언제 승인하나요?");
    assertMinds(Guard.KIND, "How long is the holiday?", "When is the holiday?");
    assertPasses(Guard.KIND, "월급날이 며칠인가요?", "월급날이 언제인가요?");
  }

  @Test
  void anAnswerInAnotherLanguageIsAnother() {
    assertMinds(Guard.LANGUAGE, "When is the API down?", "API는 언제 중단되나요?");
  }

  @Test
  void whatIsNotReadWholeIsNotCompared() {
    var text = "휴가는 며칠인가요? ".repeat(300);
    assertMinds(Guard.LENGTH, text, text);
    assertPasses(Guard.LENGTH, "휴가는 며칠인가요?", "휴가는 며칠인가요?");
  }

  @Test
  void theReasonIsToldInWords() {
    assertEquals("the numbers differ: 3 day and 5 day",
        Guard.objection(Asked.of("연차 3일은?"), Asked.of("연차 5일은?")));
    assertEquals("one is about enable, the other about disable",
        Guard.objection(Asked.of("How to enable it?"), Asked.of("How to disable it?")));
    assertEquals("the names differ: VPN and SSH",
        Guard.objection(Asked.of("VPN 접속은?"), Asked.of("SSH 접속은?")));
  }

  private static void assertMinds(Guard guard, String now, String stored) {
    assertNotNull(guard.between(Asked.of(now), Asked.of(stored)), now + " / " + stored);
    assertNotNull(guard.between(Asked.of(stored), Asked.of(now)), stored + " / " + now);
  }

  private static void assertPasses(Guard guard, String now, String stored) {
    assertNull(guard.between(Asked.of(now), Asked.of(stored)), now + " / " + stored);
    assertNull(guard.between(Asked.of(stored), Asked.of(now)), stored + " / " + now);
  }
}
