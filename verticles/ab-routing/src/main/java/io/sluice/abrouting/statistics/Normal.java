package io.sluice.abrouting.statistics;

/** The normal distribution. */
final class Normal {
  private static final double DENSITY_AT_MEAN = 1 / Math.sqrt(2 * Math.PI);
  private static final int STEPS = 200;
  private static final double FAR = 10;

  private Normal() {}

  static double density(double x) {
    return DENSITY_AT_MEAN * Math.exp(-x * x / 2);
  }

  /** How much lies above x; by Simpson's rule, which is as exact as a double for what is used here. */
  static double above(double x) {
    if (x < 0) {
      return 1 - above(-x);
    }
    var width = FAR / STEPS;
    var sum = density(x) + density(x + FAR);
    for (var i = 1; i < STEPS; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * density(x + i * width);
    }
    return sum * width / 3;
  }
}
