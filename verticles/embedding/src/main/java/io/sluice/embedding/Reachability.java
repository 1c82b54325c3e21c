package io.sluice.embedding;

import io.sluice.embedding.Attempt.Done;
import io.sluice.embedding.Attempt.Failed;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Vector;
import io.sluice.resilience.Circuit.Condition;
import io.sluice.resilience.Circuit.State;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server is there, so that nobody waits in vain for one that is not. A call that failed is a
 * reason to look, no more: the caller may have had little time. The look has time enough; once it
 * failed, calls are refused at once, and it is looked again and again, less and less often, until the
 * server answers. Confined to one context.
 */
final class Reachability {
  private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final List<String> A_TEXT = List.of("hello");

  private final Vertx vertx;
  private final EndpointConfig config;
  private final EndpointClient client;
  private volatile @Nullable Refusal down;
  private volatile @Nullable String lastError;
  private volatile double lookMs;
  private boolean known;
  private boolean looking;
  private boolean closed;
  private Duration pause = FIRST_PAUSE;

  Reachability(Vertx vertx, EndpointConfig config, EndpointClient client) {
    this.vertx = vertx;
    this.config = config;
    this.client = client;
  }

  /** Why calls are refused; null while they are not. */
  @Nullable
  Refusal down() {
    return closed ? WaitingTexts.stopping() : down;
  }

  /** As others are told of it; from any thread. */
  Condition condition() {
    return new Condition("embedding", down == null ? State.CLOSED : State.OPEN, lastError, lookMs);
  }

  /** A call was refused by the server, or it was not there. */
  void doubt(Refusal why) {
    if (why instanceof Unavailable) {
      look();
    }
  }

  void look() {
    if (looking || closed) {
      return;
    }
    looking = true;
    var start = System.nanoTime();
    var call = CallInfo.within(config.timeout(), "look");
    client.send(A_TEXT, Purpose.PASSAGE, config.timeout(), call).onSuccess(attempt -> {
      looking = false;
      lookMs = (System.nanoTime() - start) / 1e6;
      switch (attempt) {
        case Done(List<Vector> vectors) -> up(vectors.getFirst().dimension());
        case Failed(Overloaded busy, _, _) -> up();
        case Failed(Refusal why, _, _) -> down(why);
      }
    });
  }

  private void up(int dimensions) {
    if (!known || down != null) {
      LOG.info("embedding endpoint answers address={} model={} dimensions={}", config.address(),
          config.model(), dimensions);
    }
    known = true;
    up();
  }

  private void up() {
    down = null;
    pause = FIRST_PAUSE;
  }

  private void down(Refusal why) {
    if (closed) {
      return;
    }
    if (down == null) {
      LOG.warn("no vectors, the search goes by words until this is over: {}", why.message());
    }
    down = why;
    lastError = why.message();
    vertx.setTimer(pause.toMillis(), _ -> look());
    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
        ? pause.multipliedBy(2)
        : LONGEST_PAUSE;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
