package io.sluice.abrouting;

import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * How the share of an experiment grows, evenly from nothing.
 *
 * @param from when it begins, as {@code 2026-06-01T09:00:00+09:00}
 * @param over how long it takes
 */
public record RampConfig(String from, Duration over) {

  public RampConfig {
    start(Check.required("from", from));
    Check.positive("over", over);
  }

  /** The part of the share that is reached, from 0 to 1. */
  double part(Instant time) {
    return Math.clamp((double) Duration.between(start(from), time).toMillis() / over.toMillis(), 0,
        1);
  }

  private static Instant start(String from) {
    try {
      return OffsetDateTime.parse(from).toInstant();
    } catch (DateTimeException e) {
      throw new Violation("from", "must be a time such as 2026-06-01T09:00:00+09:00");
    }
  }
}
