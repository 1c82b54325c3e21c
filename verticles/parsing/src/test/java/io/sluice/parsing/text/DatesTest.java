package io.sluice.parsing.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

  @ParameterizedTest
  @ValueSource(strings = {"2024-03-05", "2024-03-05T10:00:00+09:00", "2024-3-5", "2024/03/05",
      "2024. 3. 5.",
      "2024년 3월 5일", "20240305", " 2024-03-05 10:00"})
  void readsTheDatesThatPeopleWrite(String text) {
    assertEquals(LocalDate.of(2024, 3, 5), Dates.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2024", "2024-13-05", "03-05-2024", "2024-03",
      "0000-00-00",
      "20240305123", "v2024-03-05"})
  void readsNothingElse(String text) {
    assertNull(Dates.of(text));
  }
}
