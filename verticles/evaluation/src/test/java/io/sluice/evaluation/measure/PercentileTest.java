package io.sluice.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentileTest {

  @Test
  void itIsOneOfTheValues() {
    var hundred = IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();
    assertEquals(50, Percentile.of(hundred, 0.5));
    assertEquals(99, Percentile.of(hundred, 0.99));
    assertEquals(100, Percentile.of(hundred, 1));
    assertEquals(1, Percentile.of(hundred, 0));
  }

  @Test
  void ofFewTheHighestIsTheLast() {
    assertEquals(3, Percentile.of(new double[]{3, 1, 2}, 0.99));
    assertEquals(2, Percentile.of(new double[]{3, 1, 2}, 0.5));
    assertEquals(7, Percentile.of(new double[]{7}, 0.5));
  }

  @Test
  void ofNothingThereIsNone() {
    assertThrows(IllegalArgumentException.class, () -> Percentile.of(new double[0], 0.5));
  }
}
