package io.sluice.abrouting.statistics;

/**
 * How many values there were, their mean, and the sum of their squared distances from it (Welford): enough
 * for a variance, without the error that a sum of squares has, and two of them make one.
 */
public record Moments(long n, double mean, double m2) {
  public static final Moments NONE = new Moments(0, 0, 0);

  public Moments plus(double value) {
    var distance = value - mean;
    var more = n + 1;
    var next = mean + distance / more;
    return new Moments(more, next, m2 + distance * (value - next));
  }

  /** Those of both together. */
  public Moments plus(Moments other) {
    if (n == 0 || other.n == 0) {
      return n == 0 ? other : this;
    }
    var all = n + other.n;
    var distance = other.mean - mean;
    return new Moments(all, mean + distance * other.n / all,
        m2 + other.m2 + distance * distance * n * other.n / all);
  }

  /** Of the values, not of their mean; 0 of fewer than two. */
  public double variance() {
    return n < 2 ? 0 : m2 / (n - 1);
  }
}
