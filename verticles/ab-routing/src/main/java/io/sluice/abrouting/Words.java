package io.sluice.abrouting;

import io.sluice.abrouting.Judge.Judged;
import io.sluice.message.AbRouting.Finding;
import io.sluice.message.AbRouting.Metric;
import java.util.Locale;

/** Findings in a language, each a sentence that needs no knowledge of statistics. */
interface Words {

  String of(Judged variant, Finding finding, ExperimentConfig config);

  /** With its sign, in the unit that people read it in. */
  static String amount(Metric metric, double value, String points) {
    return switch (metric) {
      case RATING -> String.format(Locale.ROOT, "%+.2f", value);
      case GROUNDED, CLICKED -> String.format(Locale.ROOT, "%+.1f%s", 100 * value, points);
      case LATENCY -> String.format(Locale.ROOT, "%+.1f %%", 100 * value);
      case COST -> String.format(Locale.ROOT, "%+.5f USD", value);
    };
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** As short as it can be said. */
  static String percent(double share) {
    var percent = Math.round(share * 1000) / 10.0;
    return percent == Math.rint(percent)
        ? String.valueOf((long) percent)
        : String.valueOf(percent);
  }
}
