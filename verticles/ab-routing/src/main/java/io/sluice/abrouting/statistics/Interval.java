package io.sluice.abrouting.statistics;

/** An estimate, and between what the truth lies. */
public record Interval(double estimate, double low, double high) {

  /** Whether nothing is certainly not the truth. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }

  /** Whether the truth is certainly smaller than this, in whichever direction. */
  public boolean isWithin(double size) {
    return low > -size && high < size;
  }
}
