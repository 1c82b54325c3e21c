package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionKindTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"휴가는 며칠인가요?|HOW_MANY", "연차는 몇 일인가요|HOW_MANY",
      "하루에 몇 시간 일하나요?|HOW_MANY",
      "육아휴직 기간은 최대 얼마까지인가요?|HOW_MANY", "노트북은 얼마나 자주 교체하나요?|HOW_MANY", "신청은 언제까지 해야 하나요?|WHEN",
      "몇 시에 출근하나요?|WHEN",
      "급여 지급일은?|WHEN", "급여는 언제 나오나요|WHEN", "운영 시간은 어떻게 되나요?|WHEN", "식대는 얼마인가요?|HOW_MUCH_MONEY",
      "교육비 지원 금액은?|HOW_MUCH_MONEY", "비용은 얼마나 드나요?|HOW_MUCH_MONEY", "누구에게 승인받나요?|WHO",
      "서버 비용은 누가 승인하나요?|WHO",
      "휴게실은 어디에 있나요?|WHERE", "회의실 위치 알려주세요|WHERE", "어디로 연락해야 하나요?|CONTACT",
      "IT 지원팀 연락처 알려주세요|CONTACT",
      "내선 번호가 몇 번인가요?|CONTACT", "이메일 주소가 뭔가요?|CONTACT", "전화로 신청할 수 있나요?|YES_NO_OR_OTHER",
      "재택근무가 가능한가요?|YES_NO_OR_OTHER", "비밀번호는 어떻게 바꾸나요?|YES_NO_OR_OTHER",
      "심판이 언제나 보나요?|YES_NO_OR_OTHER",
      "VPN 접속 방법|YES_NO_OR_OTHER"})
  void aKoreanQuestionExpectsAKindOfAnswer(String question, QuestionKind kind) {
    assertEquals(kind, QuestionKind.of(question));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"How many days of vacation do I get?|HOW_MANY",
      "How long is the probation period?|HOW_MANY",
      "How much vacation do I have?|HOW_MANY", "What is the notice period?|HOW_MANY",
      "When is payday?|WHEN",
      "What time does the office open?|WHEN", "What is the deadline for expenses?|WHEN",
      "Tell me when it starts|WHEN",
      "How much is the meal allowance?|HOW_MUCH_MONEY", "What does the gym cost?|HOW_MUCH_MONEY",
      "Who approves travel?|WHO",
      "Do you know who approves leave?|WHO", "Where is the lounge?|WHERE",
      "Which floor is the gym on?|WHERE",
      "How do I contact the IT help desk?|CONTACT", "What is the email address of HR?|CONTACT",
      "What should I do when I am sick?|YES_NO_OR_OTHER",
      "Do employees who travel get insurance?|YES_NO_OR_OTHER",
      "Can I work from where I live?|YES_NO_OR_OTHER", "Is there a dress code?|YES_NO_OR_OTHER",
      "''|YES_NO_OR_OTHER"})
  void anEnglishQuestionExpectsAKindOfAnswer(String question, QuestionKind kind) {
    assertEquals(kind, QuestionKind.of(question));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"HOW_MANY|연차는 15일입니다.", "HOW_MANY|하루만 쓸 수 있습니다.",
      "HOW_MANY|두 명까지 됩니다.",
      "HOW_MANY|You get 15 paid vacation days.", "HOW_MANY|It takes three weeks.",
      "HOW_MANY|최대 30%입니다.",
      "WHEN|매월 25일에 지급합니다.", "WHEN|오전 9시부터 엽니다.", "WHEN|It opens at 9 am.",
      "WHEN|Pay is on the last day.",
      "WHEN|Within ten business days of travel.", "HOW_MUCH_MONEY|월 20만 원을 지원합니다.",
      "HOW_MUCH_MONEY|3,000원",
      "HOW_MUCH_MONEY|It is $50.", "HOW_MUCH_MONEY|The gym is free.", "WHO|인사팀이 승인합니다.",
      "WHO|Your manager approves it.",
      "WHERE|휴게실은 3층에 있습니다.", "WHERE|It is on the second floor.", "CONTACT|내선 1234로 거세요.",
      "CONTACT|Write to help@example.com.", "CONTACT|02-123-4567", "CONTACT|Call extension 4321.",
      "YES_NO_OR_OTHER|아무 문장이나."})
  void aSentenceLooksLikeAnAnswer(QuestionKind kind, String sentence) {
    assertTrue(kind.looksAnsweredBy(sentence));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"HOW_MANY|휴가는 상사가 승인합니다.", "HOW_MANY|3월 15일에 시작합니다.",
      "HOW_MANY|2019년에 세워졌다.",
      "HOW_MANY|Vacation needs approval.", "WHEN|휴가는 상사가 승인합니다.", "WHEN|It may need approval.",
      "HOW_MUCH_MONEY|사원은 15일을 쉽니다.", "HOW_MUCH_MONEY|3원칙이 있습니다.",
      "HOW_MUCH_MONEY|You get 15 days.",
      "WHO|연차는 15일입니다.", "WHERE|연차는 15일입니다.", "CONTACT|연차는 15일입니다.", "CONTACT|2026-03-15에 시작합니다."})
  void aSentenceDoesNotLookLikeAnAnswer(QuestionKind kind, String sentence) {
    assertFalse(kind.looksAnsweredBy(sentence));
  }

  @ParameterizedTest
  @EnumSource
  void aVeryLongSentenceIsRead(QuestionKind kind) {
    for (var piece : new String[]{"1", "가", "a", " ", "백", "1,", "a ", "@", "구", "하루", "what ",
        "deadline "}) {
      kind.looksAnsweredBy(piece.repeat(10_000));
    }
  }

  @Test
  void aVeryLongQuestionIsRead() {
    for (var piece : new String[]{"1", "가", "a", " ", "who", "what ", "deadline ", "비용", "얼마 "}) {
      QuestionKind.of(piece.repeat(10_000));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunOfCombiningMarksIsReadOnce(QuestionKind kind) {
    var marks = "a" + "\u0301".repeat(1_000_000);

    assertEquals(QuestionKind.YES_NO_OR_OTHER, QuestionKind.of(marks));
    kind.looksAnsweredBy(marks);
  }

  @Test
  void decomposedHangulIsAskedInTheSameWay() {
    assertEquals(QuestionKind.HOW_MANY,
        QuestionKind.of(Normalizer.normalize("휴가는 며칠인가요?", Normalizer.Form.NFD)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOW MANY DAYS?", "How  many\ndays", "how many"})
  void caseAndSpacingDoNotMatter(String question) {
    assertEquals(QuestionKind.HOW_MANY, QuestionKind.of(question));
  }
}
