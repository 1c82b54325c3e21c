package io.sluice.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.IntFunction;

/** Sends requests from one event loop, a number of them at a time. Confined to that event loop. */
final class InFlight {
  private final IntFunction<Future<?>> send;
  private final int count;
  private final Promise<Void> done = Promise.promise();
  private int sent;
  private int answered;

  private InFlight(IntFunction<Future<?>> send, int count) {
    this.send = send;
    this.count = count;
  }

  /** Sends request 0 to {@code count - 1}; fails as soon as one of them does. */
  static Future<Void> run(Context loop, int count, int atOnce, IntFunction<Future<?>> send) {
    var run = new InFlight(send, count);
    loop.runOnContext(_ -> {
      for (var i = 0; i < Math.min(atOnce, count); i++) {
        run.next();
      }
    });
    return run.done.future();
  }

  private void next() {
    if (sent < count) {
      send.apply(sent++).onSuccess(_ -> answered()).onFailure(done::tryFail);
    }
  }

  private void answered() {
    if (++answered == count) {
      done.complete();
    } else {
      next();
    }
  }
}
