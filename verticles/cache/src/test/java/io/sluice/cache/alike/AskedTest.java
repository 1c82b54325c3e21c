package io.sluice.cache.alike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      3,000원                | 3000 won
      3만원짜리              | 30000 won
      2.5시간 동안           | 2.5 hour
      이십오일               | 25 day
      삼백 명                | 300 people
      두 시간마다            | 2 hour
      열두 개                | 12 piece
      스무 살                | 20 age
      2 million dollars      | 2000000 dollar
      twenty-minute          | 20 minute
      10 km                  | 10 kilometre
      50%                    | 50 percent
      """)
  void numbersAreReadWithTheirUnits(String text, String number) {
    assertEquals(List.of(number), numbers(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"이번 주", "세일 기간", "사원 할인", "한도 초과", "네 시스템", "사건 번호", "someone", "often",
      "백화점"})
  void whatOnlyLooksLikeANumberIsNone(String text) {
    assertEquals(List.of(), numbers(text));
  }

  @Test
  void decomposedHangulReadsAsComposed() {
    var text = "연차 휴가는 며칠인가요?";
    var decomposed = Asked.of(Normalizer.normalize(text, Normalizer.Form.NFD));
    assertEquals(Asked.of(text).wording().flat(), decomposed.wording().flat());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "?", "9", "9.", ".", "\uD83D\uDE00", "\uD83D", "\"", "'a",
      "1.2.3.", "만", "v1",
      "ㅋㅋㅋ", "0.0.0.0.0"})
  void anythingCanBeRead(String text) {
    var asked = Asked.of(text);
    assertEquals(null, Guard.objection(asked, asked));
    assertTrue(Judge.of(new Candidates<String>()).on(asked, asked, null).score() > 0.99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1", "1,", "1.", "일", "만", "3만", "안 ", "지 ", "\"", "A_", "no ", "un",
      "한 "})
  void whatIsVeryLongIsCutBeforeItIsRead(String part) {
    var asked = Asked.of(part.repeat(10_000_000 / part.length()));
    assertTrue(asked.text().length() <= Asked.LONGEST);
  }

  private static List<String> numbers(String text) {
    return Asked.of(text).facts().numbers().stream().map(Quantity::toString).toList();
  }
}
