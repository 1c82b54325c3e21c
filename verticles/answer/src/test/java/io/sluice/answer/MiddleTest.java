package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Vector;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MiddleTest {

  @Test
  void itIsAsFarFromBothAndOfUnitLength() {
    var middle = Objects.requireNonNull(Middle.of(Vector.of(1, 0), Vector.of(0, 1)));

    assertEquals(Math.sqrt(0.5), middle.at(0), 1e-6);
    assertEquals(Math.sqrt(0.5), middle.at(1), 1e-6);
  }

  @Test
  void oppositesAndVectorsOfOtherSpacesHaveNone() {
    assertNull(Middle.of(Vector.of(1, 0), Vector.of(-1, 0)));
    assertNull(Middle.of(Vector.of(1, 0), Vector.of(1, 0, 0)));
  }
}
