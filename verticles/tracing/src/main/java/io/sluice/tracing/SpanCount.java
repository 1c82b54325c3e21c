package io.sluice.tracing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many spans wait to be sent, of which there may be so many, and how many were lost. Safe for any thread. */
final class SpanCount {
  private final int most;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();

  SpanCount(int most) {
    this.most = most;
  }

  /** Whether one more may wait; it is lost else. */
  boolean takes() {
    if (waiting.incrementAndGet() <= most) {
      return true;
    }
    waiting.decrementAndGet();
    lost.incrementAndGet();
    return false;
  }

  /** So many do not wait any more. */
  void sent(int spans) {
    waiting.addAndGet(-spans);
  }

  /** Neither do these, and nobody got them. */
  void lost(int spans) {
    waiting.addAndGet(-spans);
    lost.addAndGet(spans);
  }

  int waiting() {
    return waiting.get();
  }

  long lost() {
    return lost.get();
  }
}
