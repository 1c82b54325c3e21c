package io.sluice.retrieval;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Since when a server that is asked has not answered. Its connections may lead nowhere, which nothing else
 * tells: what is sent into them is taken for minutes. Thread-safe.
 */
final class WeaviateSilence {

  private static final long LONG_NANOS = Duration.ofSeconds(10).toNanos();

  private final AtomicReference<@Nullable Long> since = new AtomicReference<>();

  void asked() {
    since.compareAndSet(null, System.nanoTime());
  }

  void heard() {
    since.set(null);
  }

  /** Whether another connection is worth trying. */
  boolean isLong() {
    var began = since.get();
    return began != null && System.nanoTime() - began > LONG_NANOS;
  }
}
