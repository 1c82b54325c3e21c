package io.sluice.ingestion;

import io.sluice.ingestion.KafkaLetter.Delete;
import io.sluice.ingestion.KafkaLetter.Poison;
import io.sluice.ingestion.KafkaLetter.Upsert;
import io.sluice.ingestion.KafkaOutcome.Done;
import io.sluice.ingestion.KafkaOutcome.Failed;
import io.sluice.ingestion.KafkaOutcome.Left;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what records ask for. A record is done with when its job has ended, or when it lies with the dead
 * letters; what cannot be done now is tried until it can. Those of one document take turns. Confined to
 * one virtual-thread context, on which each record has a virtual thread of its own.
 */
final class KafkaWork {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWork.class);

  private final Context context;
  private final String topic;
  private final Intake intake;
  private final JobStore jobs;
  private final JobQueue queue;
  private final KafkaAnnounced announced;
  private final KafkaErasing erasing;
  private final KafkaGraveyard graveyard;
  private final Pauses pauses;
  private final Turns turns = new Turns();
  private final Map<String, Promise<KafkaOutcome>> ends = new HashMap<>();

  KafkaWork(Context context, String topic, Intake intake, JobStore jobs, JobQueue queue,
      KafkaAnnounced announced, KafkaErasing erasing, KafkaGraveyard graveyard, Pauses pauses) {
    this.context = context;
    this.topic = topic;
    this.intake = intake;
    this.jobs = jobs;
    this.queue = queue;
    this.announced = announced;
    this.erasing = erasing;
    this.graveyard = graveyard;
    this.pauses = pauses;
    queue.onEnd(job -> end(job.id(), outcome(job)));
  }

  /** Begins with a record; those of one document are done in the order in which they are begun. */
  void begin(KafkaTask task) {
    context.runOnContext(_ -> {
      try {
        task.end(work(task));
      } catch (Throwable e) { // await() throws also what is checked
        LOG.info("record left position={} reason={}", task.position(), e.toString());
        task.end(false);
      }
    });
  }

  private boolean work(KafkaTask task) {
    return switch (outcome(task)) {
      case Done done -> true;
      case Left left -> false;
      case Failed(Refusal why) -> graveyard.bury(task, why);
    };
  }

  private KafkaOutcome outcome(KafkaTask task) {
    try {
      return attempt(task);
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("record failed position={}", task.position(), e);
      return new Failed(new Internal("the record could not be worked on"));
    }
  }

  private KafkaOutcome attempt(KafkaTask task) throws IOException {
    return switch (task.letter()) {
      case Poison(String ingestion, Refusal why) -> new Failed(why);
      // Two documents under one id would otherwise be accepted both.
      case Upsert upsert -> turns.take(upsert.ingestion(),
          () -> turns.take(upsert.key().toString(), () -> accept(task, upsert))).await();
      case Delete delete -> turns.take(delete.key().toString(), () -> erase(task, delete));
    };
  }

  /** Completes when its job has ended. */
  private Future<KafkaOutcome> accept(KafkaTask task, Upsert upsert) {
    for (var attempt = 1; !task.isWithdrawn(); attempt++) {
      try {
        var known = jobs.find(upsert.ingestion());
        var decided = decided(task, upsert, known);
        if (decided == null) {
          return accept(task, upsert, known);
        }
        announced.remove(upsert.ingestion());
        return decided;
      } catch (IOException e) {
        LOG.error("could not accept document={}", upsert.key().document(), e);
        pauses.after(attempt);
      }
    }
    return Future.succeededFuture(new Left());
  }

  /** What there is to say without accepting it; null where there is nothing. */
  private @Nullable Future<KafkaOutcome> decided(KafkaTask task, Upsert upsert,
      @Nullable Job known) {
    var running = ends.get(upsert.ingestion());
    if (known == null || (running != null && known.key().equals(upsert.key()))) {
      return running == null ? null : running.future();
    }
    if (!known.key().equals(upsert.key())) {
      return Future.succeededFuture(new Failed(
          new BadRequest("header ingestion: is that of another document", "ingestion")));
    }
    if (known.isOpen()) {
      return known.position() == null ? Future.succeededFuture(new Done()) : null;
    }
    if (task.position().equals(known.position())) {
      // A failure is told again, since nobody knows whether it was told.
      return Future.succeededFuture(outcome(known));
    }
    var isRetry = known.status() == Status.FAILED && known.equals(jobs.latest(known.key()));
    return isRetry ? null : Future.succeededFuture(new Done());
  }

  private Future<KafkaOutcome> accept(KafkaTask task, Upsert upsert, @Nullable Job known)
      throws IOException {
    var job = intake.accept(upsert, task.position(), known);
    announced.remove(job.id());
    var end = Promise.<KafkaOutcome>promise();
    ends.put(job.id(), end);
    if (task.isWithdrawn()) {
      leave(job.id(), true);
    }
    return end.future();
  }

  private KafkaOutcome erase(KafkaTask task, Delete delete) {
    for (var attempt = 1; !task.isWithdrawn(); attempt++) {
      switch (erasing.erase(delete)) {
        case Answered<Erased> erased -> {
          return new Done();
        }
        case Refused<Erased>(NotFound why) -> {
          return new Done();
        }
        case Refused<Erased>(Refusal why) when why.retryable() -> pauses.after(attempt);
        case Refused<Erased>(Refusal why) -> {
          return new Failed(why);
        }
      }
    }
    return new Left();
  }

  /**
   * Lets go of records: completes when nothing here works on them any more.
   *
   * @param forget whether to forget their jobs, too, since they do not come here again
   */
  Future<?> withdraw(Collection<KafkaTask> tasks, boolean forget) {
    tasks.forEach(KafkaTask::withdraw);
    for (var task : tasks) {
      if (task.letter() instanceof Upsert upsert && ends.containsKey(upsert.ingestion())) {
        queue.stop(upsert.key());
        var _ = queue.alone(upsert.key(), () -> leave(upsert.ingestion(), forget));
      }
    }
    return Future.join(tasks.stream().map(KafkaTask::ended).toList());
  }

  /** Forgets the jobs of records that are not expected here, which came before a restart. */
  void forgetUnless(Predicate<KafkaPosition> expected) {
    for (var job : jobs.open()) {
      var position = job.position();
      if (position != null && job.comesAgain(topic) && !ends.containsKey(job.id())
          && !expected.test(position)) {
        delete(job);
      }
    }
  }

  /** A job that was erased does not end by itself. */
  void endErased() {
    List.copyOf(ends.keySet()).stream().filter(id -> jobs.find(id) == null)
        .forEach(id -> end(id, new Done()));
  }

  private boolean leave(String ingestion, boolean forget) {
    var job = jobs.find(ingestion);
    if (forget && job != null && job.isOpen()) {
      delete(job);
      announced.add(job.waiting(null)); // its sender may still ask for it
    }
    end(ingestion, new Left());
    return true;
  }

  private void delete(Job job) {
    try {
      jobs.delete(job);
    } catch (IOException e) {
      LOG.error("could not delete job document={}", job.submission().document(), e);
    }
  }

  private void end(String ingestion, KafkaOutcome outcome) {
    var end = ends.remove(ingestion);
    if (end != null) {
      end.complete(outcome);
    }
  }

  private static KafkaOutcome outcome(Job job) {
    return job.status() == Status.FAILED
        ? new Failed(Objects.requireNonNull(job.state().error()))
        : new Done();
  }
}
