package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named pool of platform threads for work that blocks. Work whose deadline passed while it waited
 * for a thread is not begun, so a pool that fell behind catches up by itself.
 */
final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final WorkerExecutor pool;

  /**
   * A pool of its own.
   *
   * @param longest how long a piece of work may take before Vert.x warns of it
   */
  Workers(Vertx vertx, String name, int threads, Duration longest) {
    pool = vertx.createSharedWorkerExecutor(name, threads, longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  <T> Future<T> run(Callable<T> work) {
    return pool.executeBlocking(work, false).map(Objects::requireNonNull);
  }

  /** Runs the work for this call; what goes wrong with the disk is a refusal. */
  <A> Future<Reply<A>> answer(CallInfo call, Callable<Reply<A>> work) {
    return run(() -> call.isLate()
        ? Reply.<A>refused(new DeadlinePassed("retrieval had no thread free in the time given"))
        : work.call()).recover(failure -> refused(call, failure));
  }

  /** A failure of the disk as a refusal; any other is a fault and stays a failure. */
  static <A> Future<Reply<A>> refused(CallInfo call, Throwable failure) {
    return switch (failure) {
      case IOException e -> {
        LOG.error("index failed requestId={} tenant={}", call.requestId(), call.tenant(), e);
        yield Future
            .succeededFuture(
                Reply.refused(new Unavailable("retrieval", String.valueOf(e.getMessage()))));
      }
      case AlreadyClosedException _ -> Future
          .succeededFuture(Reply.refused(new Unavailable("retrieval", "the index is closed")));
      default -> Future.failedFuture(failure);
    };
  }

  Future<Void> close() {
    return pool.close();
  }
}
