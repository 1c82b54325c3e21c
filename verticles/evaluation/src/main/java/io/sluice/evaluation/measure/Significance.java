package io.sluice.evaluation.measure;

import java.util.Arrays;
import java.util.Random;

/**
 * A paired, two-sided randomisation test: were the two runs the same, each question's difference
 * could as well have the other sign. The p-value is how often random signs make a difference of the
 * means at least as large as the one seen, which itself counts as one of the draws. The signs are the
 * same each time, and so is the value.
 */
public final class Significance {
  private static final int DRAWS = 10_000;
  private static final long SEED = 42;
  /** Sums of the same numbers in another order differ by so much. */
  private static final double ROUNDING = 1e-9;

  private Significance() {}

  /** The chance of such a difference between runs that are as good as each other. */
  public static double p(double[] one, double[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException("the runs are not of the same questions");
    }
    var differences = differences(one, other);
    var seen = Math.abs(Arrays.stream(differences).sum()) - ROUNDING;
    var random = new Random(SEED);
    var asLarge = 1;
    for (var draw = 0; draw < DRAWS; draw++) {
      if (Math.abs(withRandomSigns(differences, random)) >= seen) {
        asLarge++;
      }
    }
    return asLarge / (DRAWS + 1.0);
  }

  /** Those that are none have no sign either. */
  private static double[] differences(double[] one, double[] other) {
    var differences = new double[one.length];
    for (var i = 0; i < one.length; i++) {
      differences[i] = one[i] - other[i];
    }
    return Arrays.stream(differences).filter(difference -> difference != 0).toArray();
  }

  private static double withRandomSigns(double[] differences, Random random) {
    var sum = 0.0;
    var bits = 0;
    for (var i = 0; i < differences.length; i++) {
      if (i % Integer.SIZE == 0) {
        bits = random.nextInt();
      }
      sum += (bits & 1) == 0 ? differences[i] : -differences[i];
      bits >>>= 1;
    }
    return sum;
  }
}
