package io.sluice.launcher;

import java.time.Duration;

/** Whether a node is being stopped, and how long those may still take who get an answer. For all threads. */
final class Stopping {
  private final Duration lastAnswers;
  private volatile long begunAt;
  private volatile boolean begun;

  Stopping(Duration lastAnswers) {
    this.lastAnswers = lastAnswers;
  }

  void begin() {
    begunAt = System.nanoTime();
    begun = true;
  }

  boolean hasBegun() {
    return begun;
  }

  /** What is left of the time for last answers, all of it before the stop. */
  Duration left() {
    var left = begun ? lastAnswers.minusNanos(System.nanoTime() - begunAt) : lastAnswers;
    return left.isNegative() ? Duration.ZERO : left;
  }
}
