package io.sluice.ingestion;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again until something holds that others bring about. */
final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  interface Condition {
    boolean holds() throws Exception;
  }

  static void holds(Condition condition) throws Exception {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it never came about");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
