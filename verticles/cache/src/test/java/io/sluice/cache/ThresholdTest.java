package io.sluice.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private static final double CONFIGURED = 0.6;
  private static final double FALSE_HITS = 0.05;
  private static final int PRIOR = 50;
  private static final int MOST = 500;

  private final Threshold threshold = new Threshold(CONFIGURED, FALSE_HITS);

  private void learn(int times, double score, boolean same) {
    for (var i = 0; i < times; i++) {
      threshold.learn(score, same);
    }
  }

  @Test
  void beforeAnythingIsComparedItIsAsConfigured() {
    assertTrue(threshold.passes(CONFIGURED));
    assertFalse(threshold.passes(Math.nextDown(CONFIGURED)));
    assertFalse(threshold.isOff());
    assertEquals(0, threshold.compared());
  }

  @Test
  void itRisesAboveWhatDiffered() {
    learn(10, 0.8, true);
    learn(10, 0.7, false);

    assertTrue(threshold.passes(0.8));
    assertFalse(threshold.passes(0.7));
    assertTrue(threshold.wouldPass(0.7));
    assertEquals(20, threshold.compared());
    assertEquals(0, threshold.different());
  }

  @Test
  void oneThatDiffersAmongTheFirstFewIsNoReason() {
    learn(1, 1, false);

    assertFalse(threshold.isOff());
    assertEquals(CONFIGURED, threshold.value());
  }

  @Test
  void itStaysWhereNoMoreDifferThanMay() {
    learn(39, 0.7, true);
    learn(1, 0.7, false);

    assertEquals(CONFIGURED, threshold.value());
    assertEquals(1, threshold.different());
  }

  @Test
  void itComesBackAfterManyWereTheSame() {
    learn(10, 0.7, false);
    assertFalse(threshold.passes(0.7));
    learn(200, 0.7, true);

    assertEquals(CONFIGURED, threshold.value());
    assertTrue(threshold.passes(0.7));
  }

  @Test
  void itNeverFallsBelowWhatIsConfigured() {
    learn(MOST, 0.61, true);

    assertEquals(CONFIGURED, threshold.value());
    assertFalse(threshold.passes(0.59));
  }

  @Test
  void whereItCannotRiseItSwitchesOffAndOnAgain() {
    learn(30, 1, false);
    assertTrue(threshold.isOff());
    assertFalse(threshold.passes(1));
    assertTrue(threshold.wouldPass(1));

    learn(490, 1, true);
    assertFalse(threshold.isOff());
    assertTrue(threshold.passes(1));

    learn(100, 1, false);
    assertTrue(threshold.isOff());
  }

  @Test
  void whatIsEquallyAlikePassesOrFailsTogether() {
    learn(50, 0.7, true);
    learn(50, 0.7, false);
    learn(20, 0.9, true);

    assertFalse(threshold.passes(0.7));
    assertTrue(threshold.passes(0.9));
  }

  @Test
  void whatLiesCloseTogetherIsPartedAllTheSame() {
    learn(20, 0.70002, true);
    learn(20, 0.70001, false);

    assertTrue(threshold.passes(0.70002));
    assertFalse(threshold.passes(0.70001));
  }

  @Test
  void whatDifferedLongAgoIsForgotten() {
    learn(MOST, 0.7, false);
    learn(MOST, 0.7, true);

    assertEquals(MOST, threshold.compared());
    assertEquals(CONFIGURED, threshold.value());
  }

  @RepeatedTest(15)
  void ofThoseThatPassNoMoreDifferThanMay(RepetitionInfo repetition) {
    var seed = repetition.getCurrentRepetition();
    var random = new Random(seed);
    var seen = new ArrayDeque<Map.Entry<Double, Boolean>>();
    for (var i = 0; i < 2 * MOST; i++) {
      var score = CONFIGURED + random.nextInt(40) / 100.0;
      var same = random.nextDouble() < score;
      threshold.learn(score, same);
      seen.addLast(Map.entry(score, same));
      if (seen.size() > MOST) {
        seen.removeFirst();
      }
    }
    var passing = seen.stream().filter(one -> threshold.passes(one.getKey())).toList();
    var different = passing.stream().filter(one -> !one.getValue()).count();
    assertTrue(different <= FALSE_HITS * (passing.size() + PRIOR) + 1e-9,
        () -> "seed " + seed + ": " + different + " of " + passing.size());
  }
}
