package io.sluice.abrouting.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final Comparison ratings = new Comparison(Scale.RATING, 1, 100);

  @Test
  void nothingIsSaidBeforeTheMinimum() {
    var few = half(99, 3, 4);
    var enough = half(100, 3, 4);

    assertNull(ratings.difference(enough, few));
    assertNull(ratings.difference(few, enough));
    assertNull(ratings.mean(few));
    assertNull(ratings.announced(few, enough, 0.1, 1));
    assertNotNull(ratings.difference(enough, enough));
  }

  @Test
  void atTheMinimumTheIntervalIsAsWideAsTheChanceOfEverLeavingItSays() {
    var interval = ratings.difference(half(100, 1, 5), half(100, 1, 5));

    assertNotNull(interval);
    // With one value more at each end, as each bounded scale has it.
    var error = Math.sqrt(2 * 4.0 * 102 / 101 / 100);
    assertEquals(2.7955, interval.high() / error, 0.001, "Robbins' a for 5 %");
  }

  @Test
  void ofMoreVariantsEachHasAWiderInterval() {
    var three = new Comparison(Scale.RATING, 3, 100).difference(half(200, 3, 4),
        half(200, 3, 4));
    var one = ratings.difference(half(200, 3, 4), half(200, 3, 4));

    assertNotNull(three);
    assertNotNull(one);
    assertTrue(three.high() > one.high());
  }

  @Test
  void latencyIsComparedByShares() {
    var latency = new Comparison(Scale.LOG_MILLIS, 1, 100);
    var interval = latency.difference(half(1000, Math.log(400), Math.log(900)),
        half(1000, Math.log(200), Math.log(450)));

    assertNotNull(interval);
    assertEquals(-0.5, interval.estimate(), 1e-9);
    assertTrue(interval.low() < -0.5 && interval.high() > -0.5 && interval.excludesZero());
    var mean = latency.mean(half(100, Math.log(400), Math.log(900)));
    assertNotNull(mean);
    assertEquals(600, mean.estimate(), 1e-6);
  }

  @Test
  void aMeanStaysWhereValuesAre() {
    var all = new Sums();
    for (var i = 0; i < 100; i++) {
      all.add(1, null);
    }
    var interval = new Comparison(Scale.YES_OR_NO, 1, 100).mean(all);

    assertNotNull(interval);
    assertEquals(1, interval.high());
    assertTrue(interval.low() < 0.99, "that all were grounded does not say that all will be");
  }

  @Test
  void aSmallerEffectTakesMoreAnswersByItsSquare() {
    var tenth = ratings.announced(half(100, 2, 4), half(100, 2, 4), 0.1, 1);
    var hundredth = ratings.announced(half(100, 2, 4), half(100, 2, 4), 0.01, 1);

    assertNotNull(tenth);
    assertNotNull(hundredth);
    assertTrue(hundredth > 100 * tenth && hundredth < 250 * tenth, tenth + " " + hundredth);
  }

  @Test
  void whatIsCertainlySmallIsAlike() {
    assertTrue(ratings.areAlike(half(100_000, 3, 4), half(100_000, 3, 4), 0.1));
    assertFalse(ratings.areAlike(half(100, 1, 5), half(100, 1, 5), 0.1));
  }

  @Test
  void valuesThatCannotBeAreNotTaken() {
    assertFalse(Scale.RATING.takes(0) || Scale.RATING.takes(5.5) || Scale.RATING.takes(Double.NaN));
    assertFalse(Scale.YES_OR_NO.takes(0.5) || Scale.YES_OR_NO.takes(-1));
    assertFalse(Scale.LOG_MILLIS.takes(0) || Scale.LOG_MILLIS.takes(Double.POSITIVE_INFINITY));
    assertFalse(Scale.DOLLARS.takes(-0.1));
    assertTrue(Scale.RATING.takes(5) && Scale.YES_OR_NO.takes(1) && Scale.LOG_MILLIS.takes(0.5)
        && Scale.DOLLARS.takes(0));
  }

  /** As many of the one value as of the other. */
  private static Sums half(int n, double one, double other) {
    var sums = new Sums();
    for (var i = 0; i < n; i++) {
      sums.add(i % 2 == 0 ? one : other, null);
    }
    return sums;
  }
}
