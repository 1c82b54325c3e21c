package io.sluice.abrouting.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleRatioTest {
  private static final List<Double> HALVES = List.of(0.5, 0.5);

  @Test
  void nobodyYetIsNoAlarm() {
    assertEquals(1, SampleRatio.none(3).p());
    assertFalse(SampleRatio.none(3).alarms());
  }

  @Test
  void anAlarmIsForGood() {
    var ratio = SampleRatio.none(2);
    while (!ratio.alarms()) {
      ratio = ratio.plus(0, HALVES);
    }
    assertTrue(ratio.counts().getFirst() < 200, ratio::toString);
    for (var i = 0; i < 200; i++) {
      ratio = ratio.plus(1, HALVES);
    }
    assertTrue(ratio.alarms(), "what was lost once is not made good by luck");
  }

  @Test
  void sharesThatWereAskedForAreNoAlarmWhateverTheyAre() {
    var shares = List.of(0.7, 0.2, 0.1);
    var ratio = SampleRatio.none(3);
    for (var i = 0; i < 10_000; i++) {
      ratio = ratio.plus(i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2, shares);
    }
    assertFalse(ratio.alarms(), ratio::toString);
    assertEquals(List.of(7000L, 2000L, 1000L), ratio.counts());
  }
}
