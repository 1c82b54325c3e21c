package io.sluice.ingestion;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes virtual threads wait before they try again: longer each time, up to a limit. */
final class Pauses {
  private final Vertx vertx;
  private final Duration first;
  private final Duration longest;

  Pauses(Vertx vertx, Duration first, Duration longest) {
    this.vertx = vertx;
    this.first = first;
    this.longest = longest;
  }

  /** Returns when it is time for another attempt, after so many. */
  void after(int attempts) {
    var doubled = first.multipliedBy(1L << Math.min(attempts - 1, 20));
    var pause = doubled.compareTo(longest) < 0 ? doubled : longest;
    vertx.timer(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS).await();
  }
}
