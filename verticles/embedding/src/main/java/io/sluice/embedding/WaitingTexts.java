package io.sluice.embedding;

import io.sluice.embedding.EmbeddingJob.Slot;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts that wait for a worker, of all requests together. Questions go before passages, since
 * somebody waits for them; within each it is first come, first served.
 *
 * <p>Intentional, not a bug: passages wait as long as there are questions, and a text that is much
 * longer or shorter than the first may be overtaken by others that fit into its batch better. The
 * first is always taken.
 *
 * <p>Any thread may use it. Nobody is answered under its lock.
 */
final class WaitingTexts {
  private static final long RETRY_AFTER_MS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<EmbeddingJob> questions = new ArrayDeque<>();
  private final Deque<EmbeddingJob> passages = new ArrayDeque<>();
  private final int maxQueued;
  private final int maxBatch;
  private boolean closed;

  WaitingTexts(int maxQueued, int maxBatch) {
    this.maxQueued = maxQueued;
    this.maxBatch = maxBatch;
  }

  /** What to do next: texts to embed together, and requests that nobody waits for any more. */
  record Batch(List<Slot> texts, List<EmbeddingJob> late) {}

  /** Says why not, where the request is not taken in. */
  @Nullable
  Refusal add(EmbeddingJob job) {
    if (job.waiting() > maxQueued) {
      return new TooLarge(
          "a request may have at most " + maxQueued + " texts, not " + job.waiting(), "texts");
    }
    lock.lock();
    try {
      if (closed) {
        return stopping();
      }
      if (job.waiting() + waiting() > maxQueued) {
        return new Overloaded("too many texts wait to be embedded", RETRY_AFTER_MS);
      }
      queue(job.purpose()).add(job);
      changed.signalAll();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something to do; nothing once it is closed. */
  @Nullable
  Batch take() {
    lock.lock();
    try {
      while (!closed) {
        var late = removeLate();
        var texts = gather(questions.isEmpty() ? passages : questions);
        if (!late.isEmpty() || !texts.isEmpty()) {
          return new Batch(texts, late);
        }
        changed.awaitUninterruptibly();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what still waits of a request. */
  void drop(EmbeddingJob job) {
    lock.lock();
    try {
      queue(job.purpose()).remove(job);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the waiting and returns the requests that were not finished. */
  List<EmbeddingJob> close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      var left = all().toList();
      questions.clear();
      passages.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  static Refusal stopping() {
    return new Unavailable("embedding", "the embedding is being stopped");
  }

  private List<EmbeddingJob> removeLate() {
    var late = all().filter(job -> job.call().isLate()).toList();
    late.forEach(job -> queue(job.purpose()).remove(job));
    return late;
  }

  private List<Slot> gather(Deque<EmbeddingJob> queue) {
    var batch = new ArrayList<Slot>();
    if (queue.isEmpty()) {
      return batch;
    }
    var length = queue.element().nextLength();
    for (var jobs = queue.iterator(); jobs.hasNext() && batch.size() < maxBatch;) {
      var job = jobs.next();
      while (job.waiting() > 0 && batch.size() < maxBatch && similar(length, job.nextLength())) {
        batch.add(job.next());
      }
      if (job.waiting() == 0) {
        jobs.remove();
      }
    }
    return batch;
  }

  /** Close enough that what is padded costs less than another run. */
  private static boolean similar(int length, int other) {
    var shorter = Math.min(length, other);
    return Math.max(length, other) <= shorter + shorter / 2 + 32;
  }

  private int waiting() {
    return all().mapToInt(EmbeddingJob::waiting).sum();
  }

  private Stream<EmbeddingJob> all() {
    return Stream.concat(questions.stream(), passages.stream());
  }

  private Deque<EmbeddingJob> queue(Purpose purpose) {
    return switch (purpose) {
      case QUESTION -> questions;
      case PASSAGE -> passages;
    };
  }
}
