package io.sluice.retrieval;

import java.time.Instant;

/**
 * How the changes of a collection are counted: from when it began, in seconds. So one that is made anew
 * does not come by the epochs of the one before, which others may remember.
 */
final class Epoch {
  /** Before the first change. */
  static final long NONE = 0;

  private Epoch() {}

  static long after(long epoch) {
    return epoch == NONE ? Instant.now().getEpochSecond() : epoch + 1;
  }
}
