package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.DeadLetters.DeadLetter;
import io.sluice.message.DeadLetters.DeadLettersListed;
import io.sluice.message.DeadLetters.ListDeadLetters;
import io.sluice.message.DeadLetters.RetryDeadLetter;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Activate;
import io.sluice.message.Ingestion.Activated;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Reveal;
import io.sluice.message.Ingestion.Revealed;
import io.sluice.message.Ingestion.SourceFound;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Versions;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.VersionActivated;
import io.sluice.privacy.Masking;
import io.sluice.privacy.UnsealException;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how documents fare and what is kept of them, and brings versions and dead letters back. Confined
 * to one virtual-thread context.
 */
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final Duration LONGEST_WATCH = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofMillis(500);
  private static final int MOST = 1000;

  private final Bus bus;
  private final IngestionConfig config;
  private final RawStore raw;
  private final OriginalsStore originals;
  private final JobStore jobs;
  private final JobQueue queue;
  private final News news;
  private final Changes changes;

  Desk(Bus bus, IngestionConfig config, RawStore raw, OriginalsStore originals, JobStore jobs,
      JobQueue queue, News news, Changes changes) {
    this.bus = bus;
    this.config = config;
    this.raw = raw;
    this.originals = originals;
    this.jobs = jobs;
    this.queue = queue;
    this.news = news;
    this.changes = changes;
  }

  Future<Reply<IngestionFound>> find(FindIngestion request, CallInfo call) {
    var job = jobs.find(request.ingestion());
    if (job == null || !job.tenant().equals(call.tenant())) {
      return Future.succeededFuture(Reply.refused(unknownIngestion()));
    }
    if (request.after() == null) {
      return Future.succeededFuture(Reply.of(news.of(job)));
    }
    return news.after(job, request.after(), patience(call)).map(_ -> {
      var now = jobs.find(request.ingestion());
      return now == null ? Reply.refused(unknownIngestion()) : Reply.of(news.of(now));
    });
  }

  /** How long news may be waited for, with enough left to answer. */
  static Duration patience(CallInfo call) {
    var left = call.remaining().minus(TO_ANSWER);
    return left.compareTo(LONGEST_WATCH) < 0 ? left : LONGEST_WATCH;
  }

  /** Raw bytes are not masked: where masking is on, they are for those who may see the originals. */
  Future<Reply<SourceFound>> source(FindSource request, CallInfo call) {
    var known = jobs.withContent(call.tenant(), request.contentHash());
    if (known.isEmpty()) {
      return Future.succeededFuture(Reply.refused(noSource()));
    }
    var open = known.stream().anyMatch(
        job -> config.of(job.submission().collection()).privacy() == Masking.OFF);
    if (!open && !maySeeOriginals(call)) {
      return Future.succeededFuture(Reply.refused(forbidden()));
    }
    try {
      var bytes = raw.get(request.contentHash());
      return Future.succeededFuture(bytes == null
          ? Reply.refused(noSource())
          : Reply.of(new SourceFound(Bytes.of(bytes))));
    } catch (IOException e) {
      LOG.error("could not read source hash={}", request.contentHash(), e);
      return Future.succeededFuture(
          Reply.refused(new Unavailable("storage", "the source could not be read")));
    }
  }

  Future<Reply<Revealed>> reveal(Reveal request, CallInfo call) {
    if (!maySeeOriginals(call)) {
      return Future.succeededFuture(Reply.refused(forbidden()));
    }
    return bus.ask(Retrieval.FIND_DOCUMENT,
        new FindDocument(request.collection(), request.document()), call)
        .map(reply -> switch (reply) {
          case Refused<Retrieval.DocumentFound>(Refusal why) -> Reply.refused(why);
          case Answered<Retrieval.DocumentFound>(Retrieval.DocumentFound found) -> reveal(
              new DocumentKey(call.tenant(), request.collection(), request.document()),
              found.document().version(), call);
        });
  }

  private Reply<Revealed> reveal(DocumentKey document, int version, CallInfo call) {
    try {
      var values = originals.get(document, version);
      if (values.isEmpty()) {
        return Reply.refused(
            new NotFound("nothing that was masked is kept here", Ingestion.ORIGINALS));
      }
      LOG.info("originals revealed document={} version={} to={}", document.document(), version,
          call.principals());
      return Reply.of(new Revealed(values));
    } catch (IOException e) {
      LOG.error("could not reveal document={}", document.document(), e);
      return Reply.refused(e instanceof UnsealException
          ? new Internal("the originals could not be read")
          : new Unavailable("storage", "the originals could not be read"));
    }
  }

  /** Between two jobs of the document, so that what is committed next is above what is active. */
  Future<Reply<Activated>> activate(Activate request, CallInfo call) {
    var key = new DocumentKey(call.tenant(), request.collection(), request.document());
    var activate = new ActivateVersion(request.collection(), request.document(),
        request.version());
    return queue.alone(key, () -> Objects.requireNonNull(
        bus.ask(Versions.ACTIVATE_VERSION, activate, call).await()).map(activated -> {
          overtake(key);
          changes.tell(key, activated.version(), activated.added(), activated.removed());
          return new Activated(activated.version(), activated.previous(), activated.added(),
              activated.removed());
        }));
  }

  /** What was submitted last is not what is searched any more: the same again is a change. */
  private void overtake(DocumentKey document) {
    var latest = jobs.latest(document);
    if (latest != null && (!latest.isOpen() || latest.renewal())) {
      try {
        jobs.save(latest.overtaken());
      } catch (IOException e) {
        LOG.error("could not save job document={}", document.document(), e);
        jobs.remember(latest.overtaken());
      }
    }
  }

  Future<Reply<DeadLettersListed>> deadLetters(ListDeadLetters request, CallInfo call) {
    var limit = Math.max(1, Math.min(MOST, request.limit()));
    return Future.succeededFuture(Reply.of(new DeadLettersListed(jobs.dead().stream()
        .filter(job -> job.tenant().equals(call.tenant()) && job.isVisibleTo(call.principals()))
        .filter(job -> request.collection() == null
            || request.collection().equals(job.submission().collection()))
        .limit(limit).map(Desk::letter).toList())));
  }

  private static DeadLetter letter(Job job) {
    return new DeadLetter(job.id(), job.submission().collection(), job.submission().document(),
        job.version(), Objects.requireNonNull(job.state().error()), job.state().attempts(),
        Objects.requireNonNullElse(job.state().endedAt(), Instant.EPOCH));
  }

  Future<Reply<DocumentAccepted>> retry(RetryDeadLetter request, CallInfo call) {
    return switch (deadLetter(request, call)) {
      case Refused<Job>(Refusal why) -> Future.succeededFuture(Reply.refused(why));
      case Answered<Job>(Job job) -> retry(job);
    };
  }

  /** The job of a dead letter that the asker may see. */
  Reply<Job> deadLetter(RetryDeadLetter request, CallInfo call) {
    var job = jobs.find(request.ingestion());
    return job == null || !job.tenant().equals(call.tenant())
        || !job.isVisibleTo(call.principals()) || job.status() != Status.FAILED
        || !job.equals(jobs.latest(job.key()))
            ? Reply.refused(new NotFound("there is no such dead letter", "id"))
            : Reply.of(job);
  }

  Future<Reply<DocumentAccepted>> retry(Job job) {
    try {
      var again = job.again();
      jobs.save(again);
      queue.add(again);
      return Future.succeededFuture(Reply.of(Intake.accepted(again)));
    } catch (IOException e) {
      LOG.error("could not save job document={}", job.submission().document(), e);
      return Future.succeededFuture(
          Reply.refused(new Unavailable("storage", "the job could not be written to disk")));
    }
  }

  private boolean maySeeOriginals(CallInfo call) {
    return call.principals().stream().anyMatch(config.revealTo()::contains);
  }

  private static Forbidden forbidden() {
    return new Forbidden("personal data of this collection is masked, and you may not see it");
  }

  private static NotFound unknownIngestion() {
    return new NotFound("there is no such ingestion", "id");
  }

  private static NotFound noSource() {
    return new NotFound("the source is not kept", "id");
  }
}
