package io.sluice.message;

import org.jspecify.annotations.Nullable;

/**
 * How one search is to be done otherwise than is configured; null for what is to be as configured.
 *
 * @param blend how the legs become one order
 * @param feedback whether to search again with what the best passages of a first search say
 */
public record Tuning(@Nullable Blend blend, @Nullable Boolean feedback) {

  public static final Tuning NONE = new Tuning(null, null);

  /** How the findings of two legs become one order. */
  public enum Blend {
    /** By the ranks on each leg (reciprocal rank fusion). */
    RRF,
    /** By the scores, each leg's spread to run from 0 to 1 (convex combination). */
    CONVEX
  }
}
