package io.sluice.abrouting.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.abrouting.statistics.Trials.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the intervals promise, in 10,000 experiments of which each is looked at after every answer. */
class TrialsTest {
  private static final int MANY = 10_000;
  private static final int ANSWERS = 1000;

  private final Trials trials = new Trials(MANY, 100);

  @ParameterizedTest
  @EnumSource
  void whereThereIsNoDifferenceNoMoreThanFiveOfAHundredSeeOne(Values values) {
    var falseAlarms = trials.falseAlarms(values, ANSWERS);

    assertTrue(falseAlarms <= MANY / 20, falseAlarms + " of " + MANY);
  }

  @Test
  void aUsualIntervalLookedAtAsOftenIsWrongFarMoreOften() {
    var falseAlarms = new Trials(MANY / 10, 100).falseAlarmsOfUsualIntervals(Values.RATING,
        ANSWERS);

    assertTrue(falseAlarms > MANY / 10 / 5, falseAlarms + " of " + MANY / 10);
  }

  @Test
  void fourOfFiveFindWhatIsThereWithAsManyAnswersAsAnnounced() {
    var found = trials.found(0.1);

    assertTrue(found >= MANY * 4 / 5, found + " of " + MANY);
  }

  @Test
  void askersWhoAskMuchMakeNoMoreFalseAlarms() {
    var falseAlarms = trials.falseAlarmsOfBusyAskers(10, 2 * ANSWERS);

    assertTrue(falseAlarms <= MANY / 20, falseAlarms + " of " + MANY);
  }

  @Test
  void aSplitThatIsRightIsAlmostNeverAnAlarm() {
    var alarms = trials.falseSplits(ANSWERS);

    assertTrue(alarms <= MANY * SampleRatio.ALPHA, alarms + " of " + MANY);
  }

  @Test
  void aSplitThatIsWrongIsAnAlarm() {
    var found = trials.wrongSplitsFound(0.61, 2 * ANSWERS);

    assertTrue(found >= MANY * 99 / 100, found + " of " + MANY);
  }
}
