package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.privacy.Masking;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts documents. Everything it keeps is confined to one virtual-thread context. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final long RETRY_AFTER_MS = 5000;

  private final Context context;
  private final Bus bus;
  private final WorkerExecutor workers;
  private final IngestionConfig config;
  private final DocumentNames names;
  private final Uploads uploads;
  private final RawStore raw;
  private final JobStore jobs;
  private final JobQueue queue;
  private final Removal removal;
  private final Results results;

  Intake(Context context, Bus bus, WorkerExecutor workers, IngestionConfig config,
      DocumentNames names, Uploads uploads,
      RawStore raw, JobStore jobs, JobQueue queue, Removal removal, Results results) {
    this.context = context;
    this.bus = bus;
    this.workers = workers;
    this.config = config;
    this.names = names;
    this.uploads = uploads;
    this.raw = raw;
    this.jobs = jobs;
    this.queue = queue;
    this.removal = removal;
    this.results = results;
  }

  Future<Reply<DocumentAccepted>> submit(SubmitDocument request, CallInfo call) {
    var done = Promise.<Reply<DocumentAccepted>>promise();
    // On a virtual thread of its own: a handler that waits keeps the next message waiting, too.
    context.runOnContext(start -> {
      try {
        done.complete(accept(request, call));
      } catch (Throwable e) { // await() throws also what is checked
        done.fail(e);
      }
    });
    return done.future();
  }

  /** Accepts a document: when this returns, its bytes and its job are on the disk. */
  private Reply<DocumentAccepted> accept(SubmitDocument request, CallInfo call) {
    if (queue.size() >= config.maxQueued()) {
      return Reply.refused(new Overloaded("too many documents are waiting", RETRY_AFTER_MS));
    }
    return switch (names.of(request)) {
      case Refused<String>(Refusal why) -> Reply.refused(why);
      case Answered<String>(String document) -> {
        try {
          yield switch (file(request, call)) {
            case Refused<Path>(Refusal why) -> Reply.refused(why);
            case Answered<Path>(Path file) -> accept(request, document, file, call);
          };
        } catch (IOException e) {
          LOG.error("could not accept document={} path={}", document, config.path(), e);
          yield Reply.refused(
              new Unavailable("storage", "the document could not be written to disk"));
        }
      }
    };
  }

  /** A file with the bytes that were submitted, which is the caller's from now on. */
  Reply<Path> file(SubmitDocument request, CallInfo call) throws IOException {
    if (request.upload() != null) {
      return switch (uploads.take(request.upload(), call)) {
        case Answered<Path>(Path file) when Files.size(file) == 0 -> {
          Files.delete(file);
          yield Reply.refused(new BadRequest("file: must not be empty", "file"));
        }
        case Reply<Path> taken -> taken;
      };
    }
    var content = request.content().content();
    var field = request.fileName() == null ? "text" : "file";
    return isBlank(content)
        ? Reply.refused(new BadRequest(field + ": must not be empty", field))
        : Reply.of(uploads.file(content));
  }

  static boolean isBlank(byte[] content) {
    for (var b : content) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  private Reply<DocumentAccepted> accept(SubmitDocument request, String document, Path file,
      CallInfo call) throws IOException {
    try {
      var submission = Submissions.of(request, document, hash(file));
      var key = new DocumentKey(call.tenant(), request.collection(), document);
      removal.awaitErasing(key);
      if (call.isLate()) {
        return Reply.refused(new DeadlinePassed("the document is still being erased"));
      }
      var standing = Standing.of(key, bus, call);
      var taken = taken(key, standing, call);
      return taken == null
          ? Reply.of(accept(submission, key, standing, file, call))
          : Reply.refused(taken);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Why nothing can be taken in under this id, null where it can: what one may not see one must not
   * overwrite. What failed is not there, and keeps nobody from it.
   */
  @Nullable
  Refusal taken(DocumentKey key, Standing standing, CallInfo call) {
    var latest = jobs.latest(key);
    return standing.isVisibleTo(call.principals(), () -> jobs.of(key))
        && (latest == null || !latest.isOpen() || latest.isVisibleTo(call.principals()))
            ? null
            : idIsTaken();
  }

  static Forbidden idIsTaken() {
    return new Forbidden("id: is taken");
  }

  private DocumentAccepted accept(Submission submission, DocumentKey key, Standing standing,
      Path file, CallInfo call) throws IOException {
    var latest = jobs.latest(key);
    var job = Submissions.job(submission, jobs.nextNumber(),
        Math.max(standing.highest(), version(latest)), same(submission, key, standing), call);
    if (job.status() == Status.UNCHANGED && latest != null && latest.isOpen()) {
      return accepted(latest);
    }
    if (job.isOpen()) {
      begin(job, file);
    } else {
      jobs.accept(job);
      results.count(job);
    }
    return accepted(job);
  }

  /**
   * Accepts a document that came by a record: when this returns, its bytes and its job are on the disk.
   *
   * @param known the job of a record before that was not done; null where there was none
   */
  Job accept(KafkaLetter.Upsert letter, KafkaPosition position, @Nullable Job known)
      throws IOException {
    var file = uploads.file(letter.document().content().content());
    try {
      var submission = Submissions.of(letter.document(), letter.key().document(), hash(file));
      var job = known == null
          ? Submissions.job(letter.ingestion(), jobs.nextNumber(), letter.key().tenant(),
              submission, numbersTaken(letter.key(), submission), position)
          : known.again(position);
      begin(job, file);
      return job;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** What is on its way counts, else what is there: after a rollback that is not what came last. */
  private @Nullable Job same(Submission submission, DocumentKey key, Standing standing) {
    var latest = jobs.latest(key);
    var fingerprint = submission.fingerprint();
    if (latest == null) {
      return null;
    }
    if (latest.isOpen() || standing instanceof Standing.Unknown) {
      return latest.status() != Status.FAILED && latest.fingerprint().equals(fingerprint)
          ? latest
          : null;
    }
    var candidates = standing.isOf(latest) ? List.of(latest) : jobs.of(key);
    return candidates.stream().filter(job -> job.status() != Status.FAILED)
        .filter(standing::isOf).filter(job -> job.submission().fingerprint().equals(fingerprint))
        .findFirst().orElse(null);
  }

  /**
   * How many versions there are, with those on their way. The very same again takes none: when its turn
   * comes it is found unchanged, and what is behind it must not skip a number.
   */
  private int numbersTaken(DocumentKey key, Submission submission) {
    var latest = jobs.latest(key);
    var again = latest != null && latest.status() != Status.FAILED
        && latest.fingerprint().equals(submission.fingerprint());
    return again ? version(latest) - 1 : version(latest);
  }

  static int version(@Nullable Job job) {
    return job == null ? 0 : job.version();
  }

  private void begin(Job job, Path file) throws IOException {
    raw.put(job.submission().contentHash(), file,
        config.of(job.submission().collection()).privacy() != Masking.OFF);
    jobs.accept(job);
    queue.add(job);
  }

  private String hash(Path file) {
    return Objects.requireNonNull(workers.executeBlocking(() -> Hashes.of(file), false).await());
  }

  /**
   * Takes the sample in on the first start, and only then: an operator may have erased it since.
   * Completes when all of it is in, or has failed, or has to wait for a part that is missing.
   */
  Future<Void> takeInOnFirstStart(Path sample) {
    var begun = config.path().resolve("sample-begun");
    var marker = config.path().resolve("sample-taken-in");
    if (Files.exists(marker) || (!jobs.isEmpty() && !Files.exists(begun))) {
      return Future.succeededFuture();
    }
    var done = Promise.<Void>promise();
    context.runOnContext(start -> {
      try {
        SafeFiles.write(begun, new byte[0]);
        takeIn(sample, marker);
      } catch (IOException e) {
        LOG.warn("no sample documents folder={} reason={}", sample, e.toString());
      } catch (Throwable e) { // await() throws also what is checked
        done.fail(e);
      }
      queue.settled().onComplete(_ -> done.tryComplete());
    });
    return done.future();
  }

  /** A start that was cut short does the rest at the next: what is there already is unchanged. */
  private void takeIn(Path sample, Path marker) throws IOException {
    var documents = SampleFolder.documents(sample);
    var call = CallInfo.within(Duration.ofMinutes(1), "sample");
    for (var document : documents) {
      if (accept(document, call) instanceof Refused<DocumentAccepted>(Refusal why)) {
        LOG.warn("sample refused document={} code={} reason={}", document.id(), why.code(),
            why.message());
      }
    }
    SafeFiles.write(marker, new byte[0]);
    LOG.info("taking in the sample documents={} folder={}", documents.size(), sample);
  }

  static DocumentAccepted accepted(Job job) {
    return new DocumentAccepted(job.id(), job.submission().document(), job.version());
  }
}
