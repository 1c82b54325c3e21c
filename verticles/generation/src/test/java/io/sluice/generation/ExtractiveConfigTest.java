package io.sluice.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.strictjson.Check;
import org.junit.jupiter.api.Test;

class ExtractiveConfigTest {

  @Test
  void aValueOutOfRangeIsRefusedByItsName() {
    assertEquals("max-sentences", refused(0, 0.5));
    assertEquals("max-sentences", refused(21, 0.5));
    assertEquals("min-support", refused(3, 1.1));
    assertEquals("min-support", refused(3, -0.1));
    assertEquals("min-support", refused(3, Double.NaN));
  }

  private static String refused(int maxSentences, double minSupport) {
    return assertThrows(Check.Violation.class,
        () -> new ExtractiveConfig(maxSentences, minSupport)).field();
  }
}
