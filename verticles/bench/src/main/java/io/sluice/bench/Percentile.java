package io.sluice.bench;

import java.util.Arrays;

/** The value that so large a share of others does not exceed. */
final class Percentile {

  private Percentile() {}

  static double of(double[] values, double share) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }
}
