package io.sluice.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.impl.clustered.ClusteredMessage;
import org.jspecify.annotations.Nullable;

/** The requests of other nodes that this one has not answered yet. Safe for any thread. */
final class Visits {
  private int underWay;
  private @Nullable Promise<Void> over;

  static boolean isVisit(Message<?> message) {
    return message instanceof ClusteredMessage<?, ?> of && of.isFromWire();
  }

  synchronized void begin() {
    underWay++;
  }

  synchronized void end() {
    underWay--;
    if (underWay == 0 && over != null) {
      over.tryComplete();
    }
  }

  /** Completes once there are none. */
  synchronized Future<Void> over() {
    if (underWay == 0) {
      return Future.succeededFuture();
    }
    if (over == null) {
      over = Promise.promise();
    }
    return over.future();
  }
}
