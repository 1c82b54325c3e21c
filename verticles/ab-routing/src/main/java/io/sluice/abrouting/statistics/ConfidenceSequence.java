package io.sluice.abrouting.statistics;

/**
 * How far an estimate may be from the truth, at all times at once.
 *
 * <p>A usual 95 % interval is right in 95 of 100 experiments that are looked at once. Operators look every
 * hour and stop when they like what they see; looked at after each of some thousand answers, such intervals
 * leave out the truth at some time in half of all experiments. The intervals here are wider so that they
 * never leave it out, however often and whenever one looks, in 95 of 100.
 *
 * <p>An average of n values is, whatever their distribution, nearly that of a Brownian motion at the time of
 * its information, one over its squared standard error (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform
 * central limit theory and asymptotic confidence sequences"). So is the difference of two averages, however
 * the values of both come in turns. Robbins (1970) gave the chance that a Brownian motion which is looked at
 * from the time m on ever leaves ±√(t·(a² + ln(t/m))): it is exactly 2·(1 − Φ(a) + a·φ(a)). Here m is
 * the time at which each variant has its minimum of answers. Nothing is said before it, and so nothing has to
 * be paid for looks before it; and what is near normal only when there are some answers has become so. No
 * width has to be guessed beforehand, and later intervals stay within a small factor of the usual.
 */
public final class ConfidenceSequence {
  /** The share of experiments that may be wrong at any time. */
  public static final double ALPHA = 0.05;
  /** How many standard errors more it takes to find what is there in four of five experiments. */
  private static final double POWER = 0.8416212335729143;
  private static final int ROUNDS = 60;

  private final double a;
  private final int minimum;

  private ConfidenceSequence(double a, int minimum) {
    this.a = a;
    this.minimum = minimum;
  }

  /**
   * One that holds for several comparisons at once.
   *
   * @param comparisons how many variants are compared with control
   * @param minimum answers of each variant before it is looked at
   */
  public static ConfidenceSequence of(int comparisons, int minimum) {
    return new ConfidenceSequence(edge(ALPHA / comparisons), minimum);
  }

  /** The a of the class's comment for this chance, which falls with it. */
  private static double edge(double alpha) {
    var low = 0.0;
    var high = 10.0;
    for (var i = 0; i < ROUNDS; i++) {
      var middle = (low + high) / 2;
      var chance = 2 * (Normal.above(middle) + middle * Normal.density(middle));
      if (chance > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  int minimum() {
    return minimum;
  }

  /**
   * How far the mean of so many values may be from the truth.
   *
   * @param variance of one value
   */
  double radius(double variance, long n) {
    return Math.sqrt(variance / n) * width((double) n / minimum);
  }

  /** How far the difference of two means may be from the truth. */
  double radius(double variance, long n, double otherVariance, long otherN) {
    var squaredError = variance / n + otherVariance / otherN;
    // At its first look either variant had at least the minimum: by this the width errs on the safe side.
    var squaredErrorAtFirst = (variance + otherVariance) / minimum;
    return squaredError == 0
        ? 0
        : Math.sqrt(squaredError) * width(squaredErrorAtFirst / squaredError);
  }

  /** In standard errors, when there is so many times the information of the first look. */
  private double width(double times) {
    return Math.sqrt(a * a + Math.log(Math.max(1, times)));
  }

  /**
   * How many answers of the other it takes for a difference to be seen in four of five experiments, where the
   * first gets so many times as many.
   */
  long announced(double variance, double otherVariance, double times, double difference) {
    var perAnswer = variance / times + otherVariance;
    var n = (double) minimum;
    for (var i = 0; i < ROUNDS; i++) {
      var width = width((variance + otherVariance) / minimum / (perAnswer / n)) + POWER;
      n = Math.max(minimum, perAnswer * width * width / (difference * difference));
    }
    return (long) Math.min(Math.ceil(n), 1e15);
  }
}
