package io.sluice.parsing.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageNumberTest {

  @ParameterizedTest
  @ValueSource(strings = {"- 3 -", "– 3 –", "Page 3", "Page 3 of 10", "page 3/10", "3 / 10", "3쪽",
      "제 3 쪽",
      "3 페이지", "[3]", "p. 3"})
  void knowsANumberThatIsMarkedAsOne(String line) {
    assertEquals(new PageNumber(3, false), PageNumber.of(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "Page", "Page three", "3 days", "Section 3", "3.14",
      "2024-03-05", "3 of hearts",
      "12345678", "연차 3일"})
  void takesNothingElseForOne(String line) {
    assertNull(PageNumber.of(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", " 3 "})
  void isLessSureOfBareDigits(String line) {
    assertEquals(new PageNumber(3, true), PageNumber.of(line));
  }
}
