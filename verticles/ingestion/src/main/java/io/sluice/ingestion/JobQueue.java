package io.sluice.ingestion;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works jobs off one after the other, in the order they were accepted, so that two versions of a
 * document never overtake each other. Where a part is missing all jobs wait for it: the next one
 * would need it too. What is urgent does not wait with them. Confined to one virtual-thread context.
 */
final class JobQueue {
  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Vertx vertx;
  private final Context context;
  private final IngestionConfig config;
  private final JobStore jobs;
  private final IngestionFlow flow;
  private final Deque<Runnable> urgent = new ArrayDeque<>();
  private final Deque<Turn> waiting = new ArrayDeque<>();
  private final Deque<Promise<Void>> watchers = new ArrayDeque<>();
  private boolean working;
  private boolean paused;

  JobQueue(Vertx vertx, Context context, IngestionConfig config, JobStore jobs,
      IngestionFlow flow) {
    this.vertx = vertx;
    this.context = context;
    this.config = config;
    this.jobs = jobs;
    this.flow = flow;
  }

  int size() {
    return waiting.size();
  }

  /** Puts a job that is on disk at the end of the queue. */
  void add(Job job) {
    waiting.addLast(new Turn(job.id(), 1, config.retryAfter()));
    wake();
  }

  /** Runs something as soon as no job is running, before those that wait. */
  <T> Future<T> next(Supplier<T> task) {
    var done = Promise.<T>promise();
    urgent.addLast(() -> {
      try {
        done.complete(task.get());
      } catch (RuntimeException e) {
        done.fail(e);
      }
    });
    wake();
    return done.future();
  }

  /** Completes when there is nothing to do, or nothing can be done before a part is back. */
  Future<Void> settled() {
    var done = Promise.<Void>promise();
    watchers.addLast(done);
    wake();
    return done.future();
  }

  private void wake() {
    if (!working) {
      working = true;
      context.runOnContext(start -> drain());
    }
  }

  private void drain() {
    try {
      for (var task = poll(); task != null; task = poll()) {
        task.run();
      }
      working = false;
    } catch (Throwable e) { // await() throws also what is checked
      afterFault(e);
      return;
    }
    watchers.forEach(Promise::tryComplete);
    watchers.clear();
  }

  /** An actor that is stopped is interrupted: its job stays open and is done at the next start. */
  private void afterFault(Throwable fault) {
    if (fault instanceof InterruptedException) {
      LOG.info("stopped waiting={}", waiting.size());
      return;
    }
    LOG.error("queue task failed", fault);
    working = false;
    wake();
  }

  private @Nullable Runnable poll() {
    if (!urgent.isEmpty() || paused) {
      return urgent.pollFirst();
    }
    var turn = waiting.pollFirst();
    return turn == null ? null : () -> work(turn);
  }

  private void work(Turn turn) {
    var job = jobs.find(turn.job());
    if (job == null || !job.isOpen()) {
      return;
    }
    save(job.running());
    switch (attempt(job)) {
      case Answered<Job>(Job done) -> {
        save(done);
        LOG.info("ingested document={} version={} passages={} added={} reused={}", done.document(),
            done.version(), done.passages().total(), done.passages().added(),
            done.passages().reused());
      }
      case Refused<Job>(Refusal why) when why.retryable() && turn.number() < config.attempts() ->
        pause(turn);
      case Refused<Job>(Refusal why) -> {
        save(job.failed(why));
        LOG.warn("ingestion failed document={} attempts={} code={} reason={}", job.document(),
            turn.number(), why.code(), why.message());
      }
    }
  }

  private void pause(Turn turn) {
    waiting.addFirst(turn.next());
    paused = true;
    vertx.setTimer(Math.max(1, turn.pause().toMillis()), tick -> {
      paused = false;
      wake();
    });
  }

  private Reply<Job> attempt(Job job) {
    try {
      return flow.run(job);
    } catch (IOException | RuntimeException e) {
      LOG.error("ingestion failed document={}", job.document(), e);
      return Reply.refused(new Internal("the document could not be taken in"));
    }
  }

  /** A disk that is full does not stop a job: a restart does it again, which changes nothing. */
  private void save(Job job) {
    try {
      jobs.save(job);
    } catch (IOException e) {
      LOG.error("could not save job document={} status={}", job.document(), job.status(), e);
      jobs.remember(job);
    }
  }

  /**
   * A job's place in the queue.
   *
   * @param number of the attempt, from 1
   * @param pause before the next attempt
   */
  private record Turn(String job, int number, Duration pause) {

    Turn next() {
      var longer = pause.multipliedBy(2);
      return new Turn(job, number + 1,
          longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT);
    }
  }
}
