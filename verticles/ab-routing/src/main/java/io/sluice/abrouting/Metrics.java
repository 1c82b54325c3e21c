package io.sluice.abrouting;

import io.sluice.abrouting.statistics.Scale;
import io.sluice.message.AbRouting.Metric;

/** The scales of the metrics. */
final class Metrics {

  private Metrics() {}

  static Scale scale(Metric metric) {
    return switch (metric) {
      case RATING -> Scale.RATING;
      case GROUNDED, CLICKED -> Scale.YES_OR_NO;
      case LATENCY -> Scale.LOG_MILLIS;
      case COST -> Scale.DOLLARS;
    };
  }
}
