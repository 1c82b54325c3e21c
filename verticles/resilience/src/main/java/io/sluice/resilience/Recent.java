package io.sluice.resilience;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How the last calls went, of those not long ago. Safe for any thread. */
final class Recent {
  private static final int MOST = 20;
  private static final long SPAN = Duration.ofSeconds(10).toNanos();
  private static final int PART = 10;
  private static final int BAD_PARTS = 7;

  private final Deque<End> ends = new ArrayDeque<>();
  private int failures;

  private record End(long at, boolean failed) {}

  /** One more has ended so. */
  synchronized void add(boolean failed, long now) {
    ends.addLast(new End(now, failed));
    failures += failed ? 1 : 0;
    while (ends.size() > MOST || now - ends.getFirst().at() > SPAN) {
      failures -= ends.removeFirst().failed() ? 1 : 0;
    }
  }

  /** Whether seven of ten failed, or more. */
  synchronized boolean mostlyFailed() {
    return failures * PART >= ends.size() * BAD_PARTS;
  }
}
