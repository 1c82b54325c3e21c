package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final int threads;
  private final AtomicInteger busy = new AtomicInteger();

  /**
   * A pool of its own.
   *
   * @param longest how long a piece of work may take before Vert.x warns of it
   */
  Workers(Vertx vertx, String name, int threads, Duration longest) {
    this.threads = threads;
    pool = vertx.createSharedWorkerExecutor(name, threads, longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Completes on the worker itself: a detour over the event loop of whoever asked would cost another
   * wake-up of a thread.
   */
  <T> Future<T> run(Callable<T> work) {
    var done = Promise.<T>promise();
    busy.incrementAndGet();
    pool.<Void>executeBlocking(() -> {
      try {
        var result = work.call();
        busy.decrementAndGet();
        done.complete(result);
      } catch (Throwable e) {
        busy.decrementAndGet();
        done.fail(e);
      }
      return null;
    }, false).onFailure(done::tryFail);
    return done.future();
  }

  /**
   * Completes once the worker has done with it altogether, as what opens or closes the corpus must: after
   * that all of Vert.x may be closed, and a worker still at its end would have nobody to report to.
   */
  <T> Future<T> runToEnd(Callable<T> work) {
    return pool.executeBlocking(work, false).map(Objects::requireNonNull);
  }

  /** Helps a worker with what it does itself where nobody helped: only with a thread free, or it waits. */
  void runIfFree(Runnable work) {
    if (busy.get() < threads) {
      run(() -> {
        work.run();
        return true;
      });
    }
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
      case UncheckedIOException e -> refused(call, Objects.requireNonNull(e.getCause()));
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
