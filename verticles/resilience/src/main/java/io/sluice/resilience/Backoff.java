package io.sluice.resilience;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses before something is tried again: anything up to a length that doubles, so that those who failed
 * together do not come back together.
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  /** The pause after the attempt of this number, counted from 1. */
  public Duration pause(int attempt) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most(attempt).toMillis() + 1));
  }

  /** No pause after this attempt is longer. */
  public Duration most(int attempt) {
    var doubled = first.multipliedBy(1L << Math.clamp(attempt - 1, 0, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
