package io.sluice.bench;

import java.util.stream.DoubleStream;

/** One number for each round. */
final class Series {
  private final double[] values;

  private Series(double[] values) {
    this.values = values;
  }

  static Series of(DoubleStream values) {
    return new Series(values.toArray());
  }

  double median() {
    var sorted = DoubleStream.of(values).sorted().toArray();
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double min() {
    return DoubleStream.of(values).min().orElseThrow();
  }

  double max() {
    return DoubleStream.of(values).max().orElseThrow();
  }

  /** How much more in each round, both sides measured right after one another. */
  Series minus(Series baseline) {
    var more = new double[values.length];
    for (var i = 0; i < more.length; i++) {
      more[i] = values[i] - baseline.values[i];
    }
    return new Series(more);
  }

  /** The ratio in each round, both sides measured right after one another. */
  Series over(Series baseline) {
    var ratios = new double[values.length];
    for (var i = 0; i < ratios.length; i++) {
      ratios[i] = values[i] / baseline.values[i];
    }
    return new Series(ratios);
  }
}
