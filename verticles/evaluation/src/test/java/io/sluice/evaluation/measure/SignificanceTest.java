package io.sluice.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignificanceTest {
  /** Ten thousand draws come so close to the share of all sign patterns. */
  private static final double BY_CHANCE = 0.015;

  @Test
  void theSameRunTwiceIsNoDifference() {
    var run = new double[]{0.1, 0.5, 1};
    assertEquals(1, Significance.p(run, run));
  }

  @Test
  void oneQuestionAloneProvesNothing() {
    assertEquals(1, Significance.p(new double[]{0, 0.5}, new double[]{1, 0.5}));
  }

  @Test
  void equalGainsOnFiveQuestionsAreTwoPatternsOf32() {
    assertEquals(2.0 / 32, Significance.p(new double[5], filled(5, 0.3)), BY_CHANCE);
  }

  @Test
  void unequalGainsAreCountedByTheirSum() {
    // Of the 8 sums of ±1 ±2 ±4, those of at least 5 either way are ±5 and ±7.
    assertEquals(4.0 / 8, Significance.p(new double[3], new double[]{-1, 2, 4}), BY_CHANCE);
  }

  @Test
  void roundingDoesNotHideAnEqualSum() {
    // 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1 in doubles.
    assertEquals(2.0 / 8, Significance.p(new double[3], new double[]{0.1, 0.2, 0.3}), BY_CHANCE);
  }

  @Test
  void gainsOnAllOfManyQuestionsCannotBeChance() {
    assertEquals(1.0 / 10_001, Significance.p(new double[225], filled(225, 0.01)));
  }

  @Test
  void itIsTheSameFromEitherSideAndEachTime() {
    var one = random(1, 200, 0);
    var other = random(2, 200, 0.05);
    var p = Significance.p(one, other);
    assertEquals(p, Significance.p(other, one));
    assertEquals(p, Significance.p(one, other));
  }

  @Test
  void withoutADifferenceSmallValuesAreAsRareAsTheySay() {
    var small = 0;
    for (var i = 0; i < 200; i++) {
      small += Significance.p(random(2 * i, 60, 0), random(2 * i + 1, 60, 0)) < 0.1 ? 1 : 0;
    }
    assertTrue(small > 6 && small < 36, "of 200: " + small);
  }

  @Test
  void runsOfOtherQuestionsCannotBeCompared() {
    assertThrows(IllegalArgumentException.class,
        () -> Significance.p(new double[2], new double[3]));
  }

  private static double[] filled(int length, double value) {
    var values = new double[length];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] random(int seed, int length, double more) {
    var random = new Random(seed);
    return random.doubles(length).map(value -> value + more).toArray();
  }
}
