package io.sluice.ingestion;

import io.sluice.message.CallInfo;
import io.sluice.message.DeadLetters.RetryDeadLetter;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.strictjson.Check.Violation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands to the queue what is asked for here: accepted is what the brokers have. Confined to one
 * virtual-thread context.
 */
final class KafkaIntake {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaIntake.class);
  private static final Duration TO_ANSWER = Duration.ofMillis(500);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final KafkaQueue.Local local;
  private final KafkaConfig config;
  private final KafkaSender sender;
  private final KafkaAnnounced announced;
  private final KafkaErasing erasing;
  private final KafkaReader reader;

  KafkaIntake(KafkaQueue.Local local, KafkaSender sender, KafkaAnnounced announced,
      KafkaErasing erasing, KafkaReader reader) {
    this.local = local;
    this.config = local.config().kafka();
    this.sender = sender;
    this.announced = announced;
    this.erasing = erasing;
    this.reader = reader;
  }

  Future<Reply<DocumentAccepted>> submit(SubmitDocument request, CallInfo call) {
    return onThread(() -> switch (local.names().of(request)) {
      case Refused<String>(Refusal why) -> Reply.refused(why);
      case Answered<String>(String id) -> switch (local.intake().file(request, call)) {
        case Refused<Path>(Refusal why) -> Reply.refused(why);
        case Answered<Path>(Path file) -> submit(request, id, file, call);
      };
    });
  }

  private Reply<DocumentAccepted> submit(SubmitDocument request, String id, Path file,
      CallInfo call) throws IOException {
    try {
      if (Files.size(file) > config.maxRecordBytes()) {
        return Reply.refused(
            KafkaLetters.tooLarge(Files.size(file), config.maxRecordBytes()));
      }
      var bytes = Files.readAllBytes(file);
      if (Intake.isBlank(bytes)) {
        return Reply.refused(new BadRequest("file: must not be empty", "file"));
      }
      var submission = Submissions.of(request, id, Hashes.of(bytes));
      var key = new DocumentKey(call.tenant(), request.collection(), id);
      forgetEnded(key, call);
      var standing = Standing.of(key, local.bus(), call);
      var taken = local.intake().taken(key, standing, call);
      if (taken != null || !announced.areVisibleTo(key, call.principals())) {
        return Reply.refused(taken == null ? Intake.idIsTaken() : taken);
      }
      var job = Submissions.job(UUID.randomUUID().toString(), 0, call.tenant(), submission,
          Math.max(standing.highest(), Intake.version(local.jobs().latest(key))), null);
      return send(job.plusVersions(announced.of(key).size()), bytes);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Announced before it is sent: it may come back before the brokers' word does. */
  private Reply<DocumentAccepted> send(Job job, byte[] bytes) {
    var record = KafkaLetters.record(config.topic(), job.id(), job.key(),
        KafkaDocument.of(job.submission(), bytes));
    if (record.value().length > config.maxRecordBytes()) {
      return Reply.refused(
          KafkaLetters.tooLarge(record.value().length, config.maxRecordBytes()));
    }
    announced.add(job);
    return switch (sender.send(record).await()) {
      case Refused<RecordMetadata>(Refusal why) -> {
        announced.remove(job.id());
        yield Reply.refused(why);
      }
      case Answered<RecordMetadata> kept -> Reply.of(Intake.accepted(job));
    };
  }

  /** Of what has not come back from the queue it is known here that it is queued, unless others have it. */
  Future<Reply<IngestionFound>> find(FindIngestion request, CallInfo call) {
    var job = announced.find(request.ingestion());
    if (job == null || !job.tenant().equals(call.tenant())) {
      return local.desk().find(request, call).compose(this::unlessQueued);
    }
    return local.bus().ask(Ingestion.FIND_WORK, request, call).compose(reply -> switch (reply) {
      case Answered<IngestionFound>(IngestionFound found) -> {
        forgetEnded(found);
        yield Future.succeededFuture(reply);
      }
      case Refused<IngestionFound> nobody -> queued(job, request, call);
    });
  }

  private Future<Reply<IngestionFound>> queued(Job job, FindIngestion request, CallInfo call) {
    var patience = Desk.patience(call);
    return request.after() == null
        ? Future.succeededFuture(Reply.of(local.news().of(job)))
        : local.news().after(job, request.after(),
            patience.compareTo(LOOK_AGAIN) < 0 ? patience : LOOK_AGAIN)
            .compose(_ -> find(new FindIngestion(request.ingestion(), null), call));
  }

  /** What failed before it was handed to the queue once more is not what came of it. */
  Future<Reply<IngestionFound>> findWork(FindIngestion request, CallInfo call) {
    return announced.find(request.ingestion()) == null
        ? local.desk().find(request, call)
        : Future.succeededFuture(
            Reply.refused(new NotFound("it is not known here what came of it", "id")));
  }

  /** Unless an older end of it is known here, which would be told again. */
  private void forgetEnded(IngestionFound found) {
    var ended = switch (found.status()) {
      case QUEUED, RUNNING -> false;
      case DONE, UNCHANGED, FAILED -> true;
    };
    if (ended && local.jobs().find(found.ingestion()) == null) {
      announced.remove(found.ingestion());
    }
  }

  /** Another node may have worked on what was handed to the queue here. */
  private void forgetEnded(DocumentKey document, CallInfo call) {
    for (var job : announced.of(document)) {
      if (local.bus().ask(Ingestion.FIND_WORK, new FindIngestion(job.id(), null), call)
          .await() instanceof Answered<IngestionFound>(IngestionFound found)) {
        forgetEnded(found);
      }
    }
  }

  /** What nobody here knows may lie in a queue that nobody can look into now. */
  private Future<Reply<IngestionFound>> unlessQueued(Reply<IngestionFound> found) {
    return found instanceof Refused<IngestionFound>(NotFound none)
        ? sender.isUp().map(up -> up ? found : Reply.refused(KafkaSender.away()))
        : Future.succeededFuture(found);
  }

  /** What came by the queue goes by it again, so that one node works on the document. */
  Future<Reply<DocumentAccepted>> retry(RetryDeadLetter request, CallInfo call) {
    return switch (local.desk().deadLetter(request, call)) {
      case Refused<Job>(Refusal why) -> Future.succeededFuture(Reply.refused(why));
      case Answered<Job>(Job job) when job.position() == null -> local.desk().retry(job);
      case Answered<Job>(Job job) -> onThread(() -> {
        var bytes = local.raw().get(job.submission().contentHash());
        return bytes == null
            ? Reply.refused(new Unavailable("storage", "the raw bytes are gone"))
            : send(job.again(), bytes);
      });
    };
  }

  /** By the queue, so that it comes after all that was queued before. */
  Future<Reply<Erased>> erase(Erase request, CallInfo call) {
    var id = UUID.randomUUID().toString();
    var key = new DocumentKey(call.tenant(), request.collection(), request.document());
    var record = KafkaLetters.delete(config.topic(), id, key, call.principals());
    var receipt = erasing.receipt(id, call.remaining().minus(TO_ANSWER));
    return sender.send(record).compose(reply -> switch (reply) {
      case Refused<RecordMetadata>(Refusal why) -> {
        erasing.giveUp(id);
        yield Future.succeededFuture(Reply.refused(why));
      }
      case Answered<RecordMetadata>(RecordMetadata kept) -> {
        if (!reader.has(kept.partition())) {
          erasing.giveUp(id);
        }
        yield receipt;
      }
    });
  }

  private <A> Future<Reply<A>> onThread(Callable<Reply<A>> task) {
    var done = Promise.<Reply<A>>promise();
    local.context().runOnContext(_ -> {
      try {
        done.complete(task.call());
      } catch (Violation e) {
        done.complete(Reply.refused(
            new BadRequest(e.field() + ": " + Objects.requireNonNull(e.getMessage()), e.field())));
      } catch (IOException e) {
        LOG.error("could not read what was submitted", e);
        done.complete(Reply.refused(
            new Unavailable("storage", "the document could not be read from disk")));
      } catch (Throwable e) { // await() throws also what is checked
        done.fail(e);
      }
    });
    return done.future();
  }
}
