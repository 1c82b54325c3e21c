package io.sluice.generation.model;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Notices that nothing has happened for too long. Moving it on costs no timer, since that happens with
 * each word: the timer that runs looks whether it was moved on meanwhile. Confined to one context.
 */
final class Watch {
  private final Vertx vertx;
  private Runnable late = () -> {};
  private long due;
  private long timer = -1;
  private long timerDue;

  Watch(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Runs {@code then} unless this is called again, or it is stopped, within {@code time}. */
  void within(Duration time, Runnable then) {
    late = then;
    due = System.nanoTime() + time.toNanos();
    if (timer >= 0 && timerDue - due > 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
    if (timer < 0) {
      start();
    }
  }

  void stop() {
    late = () -> {};
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
  }

  private void start() {
    var left = Math.max(1, Math.ceilDiv(due - System.nanoTime(), 1_000_000L));
    timerDue = due;
    timer = vertx.setTimer(left, _ -> {
      timer = -1;
      if (due - System.nanoTime() > 0) {
        start();
      } else {
        late.run();
      }
    });
  }
}
