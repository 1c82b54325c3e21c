package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looks again and again until something holds that others bring about. */
final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Eventually() {}

  static void holds(BooleanSupplier so) {
    holds(so, Duration.ofMinutes(1));
  }

  static void holds(BooleanSupplier so, Duration within) {
    var limit = System.nanoTime() + within.toNanos();
    while (!so.getAsBoolean()) {
      assertTrue(System.nanoTime() - limit < 0, "it never came about");
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
