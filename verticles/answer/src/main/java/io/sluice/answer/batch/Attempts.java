package io.sluice.answer.batch;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import java.time.Duration;

/**
 * How often a question is asked that may be answered another time, and the pauses between.
 *
 * @param most how often in all
 * @param first pause; each is twice as long as the one before
 */
record Attempts(int most, Duration first) {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** An answer that somebody stopped was not stopped by the batch, which wants it. */
  static boolean mayBeOtherwise(Refusal why) {
    return why.retryable() || why instanceof Cancelled;
  }

  /** After so many times: at least for as long as it is said to be of no use. */
  Duration pause(int times, long retryAfterMs) {
    var asked = Duration.ofMillis(Math.max(0, retryAfterMs));
    var own = pause(times);
    return own.compareTo(asked) >= 0 ? own : shorter(asked, LONGEST);
  }

  Duration pause(int times) {
    var doublings = Math.min(times - 1, 20);
    var longest = first.compareTo(LONGEST) > 0 ? first : LONGEST;
    return shorter(first.multipliedBy(1L << doublings), longest);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
