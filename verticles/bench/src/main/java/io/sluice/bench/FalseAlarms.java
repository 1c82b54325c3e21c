package io.sluice.bench;

import io.sluice.abrouting.statistics.Trials;
import io.sluice.abrouting.statistics.Trials.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often the statistics of experiments are wrong: simulated experiments in which control is compared with
 * itself, looked at after every answer, by the intervals of the gateway and by usual ones; and how often what
 * is there is found with as many answers as are announced.
 */
final class FalseAlarms {
  private static final int MINIMUM = 100;
  private static final int ANSWERS = 2000;
  private static final int BUSY = 10;
  private static final double LIFT = 0.1;
  private static final double WRONG_SPLIT = 0.61;

  private FalseAlarms() {}

  static List<Row> measure(Settings settings) {
    var all = settings.experiments();
    var trials = new Trials(all, MINIMUM);
    var rows = new ArrayList<Row>();
    for (var values : Values.values()) {
      var what = "control against itself by " + values.name().toLowerCase(Locale.ROOT)
          + ", looked at after each of " + ANSWERS + " answers: no false alarm";
      rows.add(new Row.Share(what, all - trials.falseAlarms(values, ANSWERS), all, "≥ 95 %"));
      rows.add(new Row.Share(what + " by usual intervals of 95 %",
          all - trials.falseAlarmsOfUsualIntervals(values, ANSWERS), all, ""));
    }
    rows.add(new Row.Share("control against itself, each asker with 10 answers that are alike: no"
        + " false alarm", all - trials.falseAlarmsOfBusyAskers(BUSY, ANSWERS), all, "≥ 95 %"));
    rows.add(new Row.Share("ratings 10 % better, with as many answers as announced: found",
        trials.found(LIFT), all, "≥ 80 %"));
    rows.add(new Row.Share("a split of 50:50, looked at after each of " + ANSWERS
        + " askers: no false alarm", all - trials.falseSplits(ANSWERS), all, "≥ 99.9 %"));
    rows.add(new Row.Share("a split of 61:39 where 50:50 was asked for, of " + ANSWERS
        + " askers: found", trials.wrongSplitsFound(WRONG_SPLIT, ANSWERS), all, ""));
    return rows;
  }
}
