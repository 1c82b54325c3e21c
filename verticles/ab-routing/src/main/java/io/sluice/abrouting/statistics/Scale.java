package io.sluice.abrouting.statistics;

/**
 * On which scale something is compared, what its values may be, and which of two is better.
 *
 * <p>Latency is compared by its logarithm. It is never below nothing and has a long tail: what changes it
 * multiplies it, and on the plain scale a few answers that met a slow minute would outweigh thousands. Capping
 * those (winsorising) needs a cap, which would have to be known beforehand for the intervals to hold. Costs
 * are compared as they are, though they have a tail as well: what is paid is their sum, many of them
 * are 0, and no answer can cost more than its tokens' limits.
 *
 * <p>Of what has a least and a greatest value one of each is thought to have been seen beside those that
 * were: where all of a hundred answers were grounded, it is not known that all will be.
 */
public enum Scale {
  RATING(1, 5, true),
  YES_OR_NO(0, 1, true),
  LOG_MILLIS(Double.MIN_NORMAL, Double.MAX_VALUE, false),
  DOLLARS(0, Double.MAX_VALUE, false);

  /** Less than that is no latency but a clock that stands. */
  private static final double LEAST_MILLIS = 0.01;

  private final double least;
  private final double greatest;
  private final boolean moreIsBetter;

  Scale(double least, double greatest, boolean moreIsBetter) {
    this.least = least;
    this.greatest = greatest;
    this.moreIsBetter = moreIsBetter;
  }

  /** Whether this can be a value. */
  public boolean takes(double value) {
    return value >= least && value <= greatest && (this != YES_OR_NO || value == 0 || value == 1);
  }

  /** The value on this scale. */
  public double of(double value) {
    return this == LOG_MILLIS ? Math.log(Math.max(LEAST_MILLIS, value)) : value;
  }

  /** The value that is this on the scale. */
  public double back(double onScale) {
    return this == LOG_MILLIS ? Math.exp(onScale) : onScale;
  }

  /** Whether differences are shares of the other, and no amounts. */
  public boolean isRelative() {
    return this == LOG_MILLIS;
  }

  /** A difference on the scale as people read it. */
  double difference(double onScale) {
    return isRelative() ? Math.expm1(onScale) : onScale;
  }

  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /** A mean has to be where values are. */
  double within(double mean) {
    return isBounded() ? Math.clamp(mean, least, greatest) : mean;
  }

  /** Of a value; greater than that where the answers to an asker are alike. */
  double variance(Sums of) {
    var all = of.all();
    return Math.max(of.varianceByGroups(),
        isBounded() ? all.plus(least).plus(greatest).variance() : all.variance());
  }

  /** How much on the scale a share of the control is, in the direction that is better. */
  double effect(double share, Moments control) {
    return isRelative()
        ? -Math.log1p(-Math.min(share, 0.99))
        : Math.abs(share * control.mean());
  }

  private boolean isBounded() {
    return greatest < Double.MAX_VALUE;
  }
}
