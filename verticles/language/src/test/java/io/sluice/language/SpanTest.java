package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SpanTest {

  @Test
  void itCutsItsStretchOutOfTheText() {
    var span = new Span(3, 5);
    assertEquals("기간", span.of("휴가 기간은"));
    assertEquals(2, span.length());
  }

  @Test
  void itRefusesToRunBackwards() {
    assertThrows(IllegalArgumentException.class, () -> new Span(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new Span(-1, 1));
  }
}
