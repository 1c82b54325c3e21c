package io.sluice.embedding;

import io.sluice.embedding.Attempt.Done;
import io.sluice.embedding.Attempt.Failed;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Reply;
import io.sluice.message.Vector;
import io.sluice.resilience.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * Sends texts again where that may help, each time after a longer pause, and never beyond the time of
 * who asks: a pause that would outlast it is not begun. Confined to one context.
 */
final class Retrying {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200),
      Duration.ofSeconds(10));

  private final Vertx vertx;
  private final EndpointConfig config;
  private final EndpointClient client;
  private final Reachability reachability;

  Retrying(Vertx vertx, EndpointConfig config, EndpointClient client, Reachability reachability) {
    this.vertx = vertx;
    this.config = config;
    this.client = client;
    this.reachability = reachability;
  }

  Future<Reply<List<Vector>>> send(List<String> texts, Purpose purpose, CallInfo call) {
    return send(texts, purpose, call, 1);
  }

  private Future<Reply<List<Vector>>> send(List<String> texts, Purpose purpose, CallInfo call,
      int attempt) {
    if (call.isLate()) {
      return refused(late());
    }
    var left = call.remaining();
    var patience = left.compareTo(config.timeout()) < 0 ? left : config.timeout();
    return client.send(texts, purpose, patience, call).compose(outcome -> switch (outcome) {
      case Done(List<Vector> vectors) -> Future.succeededFuture(Reply.of(vectors));
      case Failed failed -> {
        reachability.doubt(failed.why());
        yield again(failed, texts, purpose, call, attempt);
      }
    });
  }

  private Future<Reply<List<Vector>>> again(Failed failed, List<String> texts, Purpose purpose,
      CallInfo call, int attempt) {
    if (reachability.isClosed()) {
      return refused(WaitingTexts.stopping());
    }
    if (call.isLate()) {
      return refused(late());
    }
    var pause = pause(failed, attempt);
    if (!failed.worthAnother() || attempt >= config.attempts()
        || pause.compareTo(call.remaining()) >= 0) {
      return refused(failed.why());
    }
    return vertx.timer(Math.max(1, pause.toMillis()))
        .compose(_ -> send(texts, purpose, call, attempt + 1));
  }

  /** What the server asks for, or one of ours. */
  private static Duration pause(Failed failed, int attempt) {
    var asked = failed.after();
    return asked == null ? BACKOFF.pause(attempt) : asked;
  }

  private static Future<Reply<List<Vector>>> refused(Refusal why) {
    return Future.succeededFuture(Reply.refused(why));
  }

  private static Refusal late() {
    return new DeadlinePassed("the time was up before the embedding endpoint answered");
  }
}
