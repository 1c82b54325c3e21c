package io.sluice.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A language model's server that fails 3 calls of 10 before its first word, by turns with status 500
 * and by hanging up, and answers the others at once. Which ones is the same in every run.
 */
final class FailingModel {
  private static final double SHARE = 0.3;
  private static final int BROKEN = 500;

  private final Random random = new Random(30);
  private final AtomicInteger calls = new AtomicInteger();
  private final PacedModel model;
  private boolean hangsUp;
  private int port;

  private FailingModel(Vertx vertx) {
    this.model = PacedModel.at(vertx, PacedModel.SENTENCE, 0);
  }

  static FailingModel serve(Vertx vertx) throws Exception {
    var failing = new FailingModel(vertx);
    failing.port = PacedModel.serve(vertx, failing::take);
    return failing;
  }

  int port() {
    return port;
  }

  /** How often it was asked until now. */
  int calls() {
    return calls.get();
  }

  /** All on the one event loop of the server. */
  private void take(HttpServerRequest request) {
    calls.incrementAndGet();
    if (random.nextDouble() >= SHARE) {
      model.take(request);
      return;
    }
    hangsUp = !hangsUp;
    var hangUp = hangsUp;
    request.end().onSuccess(read -> {
      if (hangUp) {
        request.connection().close();
      } else {
        request.response().setStatusCode(BROKEN).end("oh no");
      }
    });
  }
}
