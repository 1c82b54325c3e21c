package io.sluice.launcher.chaos;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits, but not for ever. */
final class Patience {
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Patience() {}

  /** Looks again and again until it is so. */
  static void until(Callable<Boolean> so, Supplier<String> otherwise) throws Exception {
    var deadline = System.nanoTime() + MOST.toNanos();
    while (!so.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(otherwise.get());
      }
      pause(BETWEEN_LOOKS);
    }
  }

  /** What comes of it, or what went wrong. */
  static <T> T result(Future<T> future, String otherwise) throws Exception {
    try {
      return future.get(MOST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new AssertionError(otherwise, e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  /** The pace of one who is slow. */
  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
