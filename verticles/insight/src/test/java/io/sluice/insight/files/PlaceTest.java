package io.sluice.insight.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  @Test
  void aTokenIsThePlaceAgain() {
    var place = new Place(LocalDate.of(2026, 6, 1), 12, 1L << 33);
    assertEquals(place, Place.of(place.token()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-06-01", "2026-06-01.0", "2026-06-01.0.-1", "2026-06-01.00.1",
      "2026-06-01.0.01", "2026-02-30.0.1", "2026-06-01.0.1 ", "2026-06-01.0.1.2",
      "../../etc/passwd", "2026-06-01.2147483648.1", "2026-06-01.0.9999999999999999"})
  void whatWasNeverWrittenIsNone(String text) {
    assertNull(Place.of(Base64.getUrlEncoder().withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    assertNull(Place.of(text));
  }

  @Test
  void anotherSpellingOfATokenIsNone() {
    var token = new Place(LocalDate.of(2026, 6, 1), 0, 1).token();
    assertNull(Place.of(token + "="));
    assertNull(Place.of(token + "=="));
    assertNull(Place.of(" " + token));
    assertNull(Place.of(token.repeat(100)));
  }
}
