package io.sluice.abrouting.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void meanAndVarianceAreThoseOfTheValues() {
    var moments = of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);

    assertEquals(4, moments.n());
    assertEquals(1e9 + 10, moments.mean(), 1e-6);
    assertEquals(30, moments.variance(), 1e-6);
  }

  @Test
  void ofBothTogetherTheyAreThoseOfAllValues() {
    var all = of(1, 2, 3, 10, 20, -5);
    var both = of(1, 2, 3).plus(of(10, 20, -5));

    assertEquals(all.n(), both.n());
    assertEquals(all.mean(), both.mean(), 1e-12);
    assertEquals(all.variance(), both.variance(), 1e-9);
    assertEquals(all, all.plus(Moments.NONE));
    assertEquals(all, Moments.NONE.plus(all));
  }

  @Test
  void oneValueHasNoVariance() {
    assertEquals(0, of(3).variance());
  }

  private static Moments of(double... values) {
    var moments = Moments.NONE;
    for (var value : values) {
      moments = moments.plus(value);
    }
    return moments;
  }
}
