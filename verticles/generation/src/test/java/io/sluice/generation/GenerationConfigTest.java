package io.sluice.generation;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GenerationConfigTest {

  @Test
  void aValueOutOfRangeIsRefusedByItsName() {
    assertTrue(refusal(0, 0.5).contains("max-sentences"));
    assertTrue(refusal(21, 0.5).contains("max-sentences"));
    assertTrue(refusal(3, 1.1).contains("min-support"));
    assertTrue(refusal(3, -0.1).contains("min-support"));
    assertTrue(refusal(3, Double.NaN).contains("min-support"));
  }

  private static String refusal(int maxSentences, double minSupport) {
    return String.valueOf(assertThrows(IllegalArgumentException.class,
        () -> new GenerationConfig(maxSentences, minSupport)).getMessage());
  }
}
