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
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works jobs off one after the other, in the order they were accepted, so that two versions of a
 * document never overtake each other. Where a part is missing the whole queue waits for it: the next
 * job would need it too. Confined to one virtual-thread context.
 */
final class JobQueue {
  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

  private final Vertx vertx;
  private final Context context;
  private final IngestionConfig config;
  private final JobStore jobs;
  private final IngestionFlow flow;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean working;

  JobQueue(Vertx vertx, Context context, IngestionConfig config, JobStore jobs,
      IngestionFlow flow) {
    this.vertx = vertx;
    this.context = context;
    this.config = config;
    this.jobs = jobs;
    this.flow = flow;
  }

  int size() {
    return tasks.size();
  }

  /** Puts a job that is on disk at the end of the queue. */
  void add(Job job) {
    tasks.addLast(() -> work(job.id()));
    wake();
  }

  /** Runs something between two jobs, before those that wait. */
  <T> Future<T> next(Supplier<T> task) {
    var done = Promise.<T>promise();
    tasks.addFirst(() -> {
      try {
        done.complete(task.get());
      } catch (RuntimeException e) {
        done.fail(e);
      }
    });
    wake();
    return done.future();
  }

  /** Completes when everything that waits now is done. */
  Future<Void> drained() {
    var done = Promise.<Void>promise();
    tasks.addLast(done::complete);
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
    for (var task = tasks.pollFirst(); task != null; task = tasks.pollFirst()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("queue task failed", e);
      }
    }
    working = false;
  }

  private void work(String id) {
    var job = jobs.find(id);
    if (job == null || !job.isOpen()) {
      return;
    }
    save(job.running());
    var wait = config.retryAfter();
    for (var attempt = 1;; attempt++) {
      switch (attempt(job)) {
        case Answered<Job>(Job done) -> {
          save(done);
          LOG.info("ingested document={} version={} passages={} added={} reused={}",
              done.document(), done.version(), done.passages().total(), done.passages().added(),
              done.passages().reused());
          return;
        }
        case Refused<Job>(Refusal why) -> {
          if (!why.retryable() || attempt == config.attempts()) {
            save(job.failed(why));
            LOG.warn("ingestion failed document={} attempts={} code={} reason={}", job.document(),
                attempt, why.code(), why.message());
            return;
          }
          vertx.timer(wait.toMillis()).await();
          wait = wait.multipliedBy(2);
        }
      }
    }
  }

  private Reply<Job> attempt(Job job) {
    try {
      return flow.run(job);
    } catch (IOException | RuntimeException e) {
      LOG.error("ingestion failed document={}", job.document(), e);
      return Reply.refused(new Internal("the document could not be taken in"));
    }
  }

  private void save(Job job) {
    try {
      jobs.save(job);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
