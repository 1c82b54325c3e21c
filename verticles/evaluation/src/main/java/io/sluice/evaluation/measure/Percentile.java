package io.sluice.evaluation.measure;

import java.util.Arrays;

/** The value below or at which a share of the values lies (nearest rank). */
public final class Percentile {

  private Percentile() {}

  /** Of at least one value; the share is from 0 to 1. */
  public static double of(double[] values, double share) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    var rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(1, rank) - 1];
  }
}
