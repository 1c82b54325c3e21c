package io.sluice.resilience;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * So many calls at once, and no more than it bears: where answers begin later than they used to, fewer
 * are let through, until that is over. The others wait, first come first served, and where too many do
 * nobody joins them. Confined to one context.
 */
public final class Bulkhead {
  /** Times as late as usual; what varies less is no sign of too much. */
  private static final double TOLERANCE = 2;
  private static final int LEAST_PART = 8;
  private static final int WAITING_FOR_EACH = 3;

  private final Vertx vertx;
  private final Limit limit;
  private final int mostWaiting;
  private final SequencedSet<Promise<Optional<Turn>>> waiting = new LinkedHashSet<>();
  private int running;

  /** At most so many at once, and an eighth of that at least. */
  public Bulkhead(Vertx vertx, int most) {
    this(vertx, most, most * WAITING_FOR_EACH);
  }

  Bulkhead(Vertx vertx, int most, int mostWaiting) {
    this.vertx = vertx;
    this.mostWaiting = mostWaiting;
    this.limit = WindowedLimit.newBuilder()
        .build(Gradient2Limit.newBuilder().initialLimit(most).maxConcurrency(most)
            .minLimit(Math.max(1, most / LEAST_PART)).rttTolerance(TOLERANCE).build());
  }

  /** A turn, which is to be ended; empty where none came in time, or too many wait already. */
  public Future<Optional<Turn>> take(Duration patience) {
    if (running < limit.getLimit()) {
      return Future.succeededFuture(begin());
    }
    if (waiting.size() >= mostWaiting) {
      return Future.succeededFuture(Optional.empty());
    }
    var turn = Promise.<Optional<Turn>>promise();
    waiting.add(turn);
    var timer = vertx.setTimer(Math.max(1, patience.toMillis()), _ -> {
      waiting.remove(turn);
      turn.tryComplete(Optional.empty());
    });
    return turn.future().onSuccess(_ -> vertx.cancelTimer(timer));
  }

  /** How many there may be now. */
  public int limit() {
    return limit.getLimit();
  }

  /** How many wait for their turn: for whoever watches, on any thread, and so only about. */
  public int waiting() {
    return waiting.size();
  }

  private Optional<Turn> begin() {
    running++;
    return Optional.of(new Turn(running));
  }

  private void end() {
    running--;
    while (running < limit.getLimit() && !waiting.isEmpty()) {
      waiting.removeFirst().tryComplete(begin());
    }
  }

  /** How long a call waited for its answer to begin, with so many at once when it was made. */
  void learn(long start, Duration took, int atOnce) {
    limit.onSample(start, took.toNanos(), atOnce, false);
  }

  /** The right to make a call. */
  public final class Turn {
    private final long start = System.nanoTime();
    private final int atOnce;
    private boolean answered;
    private boolean ended;

    private Turn(int atOnce) {
      this.atOnce = atOnce;
    }

    /** The answer begins; what comes after the first time does not count. */
    public void answered() {
      if (!answered) {
        answered = true;
        learn(start, Duration.ofNanos(System.nanoTime() - start), atOnce);
      }
    }

    /** It is over, however. */
    public void end() {
      if (!ended) {
        ended = true;
        Bulkhead.this.end();
      }
    }
  }
}
