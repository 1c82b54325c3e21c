package io.sluice.ingestion;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.privacy.UnsealException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works jobs off, several documents at once. The jobs of one document form a lane, in which each waits
 * for the one before, so that two versions never overtake each other; one that has to be tried again
 * holds up its own lane and no other. What is not to run beside a document's jobs takes its turn in the
 * same lane, before those that wait. Confined to one virtual-thread context.
 */
final class JobQueue {
  private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Vertx vertx;
  private final Context context;
  private final IngestionConfig config;
  private final JobStore jobs;
  private final News news;
  private final Attempt attempt;
  private final Map<DocumentKey, Lane> lanes = new HashMap<>();
  private final Deque<Lane> ready = new ArrayDeque<>();
  private final List<Promise<Void>> watchers = new ArrayList<>();
  private final List<Consumer<Job>> listeners = new ArrayList<>();
  private int working;
  private int waiting;
  private boolean stopped;

  JobQueue(Vertx vertx, Context context, IngestionConfig config, JobStore jobs, News news,
      Attempt attempt) {
    this.vertx = vertx;
    this.context = context;
    this.config = config;
    this.jobs = jobs;
    this.news = news;
    this.attempt = attempt;
  }

  /** Takes a document in, once. */
  interface Attempt {
    Reply<Job> run(Job job, Pulse pulse) throws IOException;
  }

  /** What is to be done for one document, in order. */
  private static final class Lane {
    private final DocumentKey document;
    private final Deque<Runnable> urgent = new ArrayDeque<>();
    private final Deque<Job> jobs = new ArrayDeque<>();
    private boolean running;
    private boolean ready;
    private @Nullable Long timer;

    Lane(DocumentKey document) {
      this.document = document;
    }
  }

  /** How many jobs wait or run. */
  int size() {
    return waiting;
  }

  /** Is told of each job that has ended. */
  void onEnd(Consumer<Job> listener) {
    listeners.add(listener);
  }

  /** Puts a job at the end of its document's lane. */
  void add(Job job) {
    waiting++;
    var lane = lane(job.key());
    lane.jobs.addLast(job);
    if (lane.timer == null) {
      makeReady(lane);
    }
  }

  /** Runs something while no job of this document does, before those that wait. */
  <T> Future<T> alone(DocumentKey document, Supplier<T> task) {
    var done = Promise.<T>promise();
    var lane = lane(document);
    lane.urgent.addLast(() -> {
      try {
        done.complete(task.get());
      } catch (Throwable e) { // await() throws also what is checked
        done.fail(e);
      }
    });
    // No worker need be free for it: it is short, and somebody waits.
    runNext(lane);
    return done.future();
  }

  /** Stops what runs for a document; the job stays open. */
  void stop(DocumentKey document) {
    jobs.of(document).forEach(job -> news.stop(job.id()));
  }

  /** Completes when there is nothing to do, or nothing can be done before a part is back. */
  Future<Void> settled() {
    var done = Promise.<Void>promise();
    watchers.add(done);
    context.runOnContext(_ -> next());
    return done.future();
  }

  /** Begins nothing more. */
  void close() {
    stopped = true;
  }

  private Lane lane(DocumentKey document) {
    return lanes.computeIfAbsent(document, Lane::new);
  }

  private void makeReady(Lane lane) {
    if (!lane.ready && !lane.running) {
      lane.ready = true;
      ready.addLast(lane);
      context.runOnContext(_ -> next());
    }
  }

  private void next() {
    while (!stopped && working < config.workers() && !ready.isEmpty()) {
      var lane = ready.removeFirst();
      lane.ready = false;
      if (!lane.running && lane.timer == null && !lane.jobs.isEmpty()) {
        working++;
        lane.running = true;
        context.runOnContext(_ -> work(lane));
      }
    }
    if (working == 0 && ready.isEmpty()) {
      watchers.forEach(Promise::tryComplete);
      watchers.clear();
    }
  }

  private void work(Lane lane) {
    var job = lane.jobs.removeFirst();
    try {
      work(lane, job);
    } catch (Throwable e) { // await() throws also what is checked
      waiting--;
      if (e instanceof InterruptedException) {
        LOG.info("stopped document={}", job.submission().document());
      } else {
        LOG.error("queue task failed document={}", job.submission().document(), e);
      }
    } finally {
      working--;
      lane.running = false;
      goOn(lane);
    }
  }

  private void work(Lane lane, Job known) {
    var job = jobs.find(known.id());
    if (job == null || !job.isOpen()) {
      waiting--;
      return;
    }
    var running = job.running();
    save(running);
    switch (attempt(running, news.begin(running))) {
      case Answered<Job>(Job done) -> {
        LOG.info("ingested document={} version={} passages={} added={} reused={}",
            done.submission().document(), done.version(), done.state().passages().total(),
            done.state().passages().added(), done.state().passages().reused());
        end(done);
      }
      // Whatever it failed for: its neighbours are being stopped, too. The next start does it again.
      case Refused<Job>(Refusal why) when stopped -> {
        waiting--;
        save(job.waiting(null));
      }
      // Whoever stopped it takes a turn first, and may have deleted the job by then.
      case Refused<Job>(Cancelled why) -> {
        save(job.waiting(null));
        lane.jobs.addFirst(job);
      }
      case Refused<Job>(Refusal why) when why.retryable()
          && running.state().attempts() < config.attempts() ->
        pause(lane, running.waiting(why));
      case Refused<Job>(Refusal why) -> {
        LOG.warn("ingestion failed document={} attempts={} code={} reason={}",
            running.submission().document(), running.state().attempts(), why.code(),
            why.message());
        end(running.failed(why));
      }
    }
  }

  private void end(Job job) {
    waiting--;
    save(job);
    listeners.forEach(listener -> listener.accept(job));
  }

  private void pause(Lane lane, Job job) {
    save(job);
    lane.jobs.addFirst(job);
    lane.timer = vertx.setTimer(pauseAfter(job.state().attempts()).toMillis(), _ -> {
      lane.timer = null;
      makeReady(lane);
    });
  }

  private Duration pauseAfter(int attempts) {
    var pause = config.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 30));
    var bounded = pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    return bounded.toMillis() < 1 ? Duration.ofMillis(1) : bounded;
  }

  /** The lane goes on with what is urgent, then with its next job. */
  private void goOn(Lane lane) {
    if (!lane.urgent.isEmpty()) {
      runNext(lane);
    } else if (lane.jobs.isEmpty()) {
      lanes.remove(lane.document, lane);
    } else if (lane.timer == null) {
      makeReady(lane);
    }
    next();
  }

  private void runNext(Lane lane) {
    if (lane.running) {
      return;
    }
    lane.running = true;
    context.runOnContext(_ -> {
      for (var task = lane.urgent.pollFirst(); task != null; task = lane.urgent.pollFirst()) {
        task.run();
      }
      lane.running = false;
      goOn(lane);
    });
  }

  private Reply<Job> attempt(Job job, Pulse pulse) {
    try {
      return attempt.run(job, pulse);
    } catch (IOException | RuntimeException | Error e) {
      if (stopped) {
        // Workers and threads are taken away from it.
        return Reply.refused(new Cancelled("the gateway stops"));
      }
      LOG.error("ingestion failed document={}", job.submission().document(), e);
      return Reply.refused(e instanceof IOException && !(e instanceof UnsealException)
          ? new Unavailable("storage", "the disk failed while the document was taken in")
          : new Internal("the document could not be taken in"));
    }
  }

  /** A disk that is full does not stop a job: a restart does it again, which changes nothing. */
  private void save(Job job) {
    try {
      jobs.save(job);
    } catch (IOException e) {
      LOG.error("could not save job document={} status={}", job.submission().document(),
          job.status(), e);
      jobs.remember(job);
    }
    news.changed(job);
  }
}
