package io.sluice.rerank;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.rerank.RerankJob.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The texts that wait for a worker, request after request: the sooner one is done with, the sooner
 * somebody has an answer. All workers are on one request, as far as it has texts for them.
 *
 * <p>Any thread may use it. Nobody is answered under its lock.
 */
final class WaitingPairs {
  private static final long RETRY_AFTER_MS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<RerankJob> jobs = new ArrayDeque<>();
  private final int maxQueued;
  private final int batch;
  private boolean closed;

  WaitingPairs(int maxQueued, int batch) {
    this.maxQueued = maxQueued;
    this.batch = batch;
  }

  /** Says why not, where the request is not taken in. */
  @Nullable
  Refusal add(RerankJob job) {
    if (job.waiting() > maxQueued) {
      return new TooLarge(
          "a request may have at most " + maxQueued + " texts, not " + job.waiting(), "texts");
    }
    lock.lock();
    try {
      if (closed) {
        return stopping();
      }
      jobs.removeIf(RerankJob::isOver);
      if (job.waiting() + jobs.stream().mapToInt(RerankJob::waiting).sum() > maxQueued) {
        return new Overloaded("too many texts wait to be scored", RETRY_AFTER_MS);
      }
      jobs.add(job);
      changed.signalAll();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something to do; nothing once it is closed. What nobody waits for is left out. */
  @Nullable
  Chunk take() {
    lock.lock();
    try {
      while (!closed) {
        jobs.removeIf(job -> job.isOver() || job.waiting() == 0);
        if (!jobs.isEmpty()) {
          return jobs.element().next(batch);
        }
        changed.awaitUninterruptibly();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the waiting and returns the requests that were not finished. */
  List<RerankJob> close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      var left = jobs.stream().filter(job -> job.waiting() > 0).toList();
      jobs.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  static Refusal stopping() {
    return new Unavailable("rerank", "the reranker is being stopped");
  }
}
