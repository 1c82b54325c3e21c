package io.sluice.answer;

import io.sluice.message.Refusal.Overloaded;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of the questions that are refused since there is too much to do: in one line for all of a
 * second, since a line for each would be more of what there is too much of. Safe for any thread.
 */
final class Overload {
  private static final Logger LOG = LoggerFactory.getLogger(Overload.class);
  private static final long SECOND_MS = 1000;

  private final Vertx vertx;
  private long refused;

  Overload(Vertx vertx) {
    this.vertx = vertx;
  }

  void refused(Overloaded why) {
    synchronized (this) {
      if (refused++ > 0) {
        return;
      }
    }
    vertx.setTimer(SECOND_MS, second -> tell(why));
  }

  private void tell(Overloaded first) {
    LOG.warn("overloaded refused={} since {}", taken(), first.message());
  }

  private synchronized long taken() {
    var all = refused;
    refused = 0;
    return all;
  }
}
