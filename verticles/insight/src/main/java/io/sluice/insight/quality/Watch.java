package io.sluice.insight.quality;

import io.sluice.insight.quality.Window.Seen;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says once that something is bad, and once that it is good again: which it has to be by some more, so that
 * what goes up and down around the threshold is told of once. Confined to one context.
 */
final class Watch {
  /** Of the threshold, by which it has to be better. */
  private static final double MARGIN = 0.05;

  private final double threshold;
  private final int minimum;
  private @Nullable Instant badSince;

  /** @param minimum of answers before anything is said; with a threshold of 0 nothing ever is */
  Watch(double threshold, int minimum) {
    this.threshold = threshold;
    this.minimum = minimum;
  }

  /** What has changed. */
  enum Turn {
    BAD,
    GOOD_AGAIN
  }

  Optional<Turn> look(Seen seen, Instant now) {
    if (!isEnough(seen)) {
      return Optional.empty();
    }
    if (badSince == null && seen.mean() < threshold) {
      badSince = now;
      return Optional.of(Turn.BAD);
    }
    if (badSince != null && seen.mean() >= Math.min(1, threshold * (1 + MARGIN))) {
      badSince = null;
      return Optional.of(Turn.GOOD_AGAIN);
    }
    return Optional.empty();
  }

  /** Whether so much was seen that something can be said. */
  boolean isEnough(Seen seen) {
    return seen.count() >= minimum;
  }

  @Nullable
  Instant badSince() {
    return badSince;
  }

  double threshold() {
    return threshold;
  }
}
