package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.SourceFound;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.EraseDocument;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts documents, tells how they fare, and erases them. Everything it keeps is confined to one
 * virtual-thread context.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final long RETRY_AFTER_MS = 5000;

  private final Bus bus;
  private final IngestionConfig config;
  private final RawStore raw;
  private final JobStore jobs;
  private final JobQueue queue;

  private Intake(Bus bus, IngestionConfig config, RawStore raw, JobStore jobs, JobQueue queue) {
    this.bus = bus;
    this.config = config;
    this.raw = raw;
    this.jobs = jobs;
    this.queue = queue;
  }

  /** Opens what is on disk and goes on with the jobs that a crash or a stop left behind. */
  static Intake open(Vertx vertx, Context context, Bus bus, IngestionConfig config)
      throws IOException {
    var raw = new RawStore(config.path().resolve("raw"));
    var jobs = JobStore.open(config.path().resolve("jobs"));
    var queue = new JobQueue(vertx, context, config, jobs, new IngestionFlow(bus, raw, config));
    jobs.open().forEach(queue::add);
    return new Intake(bus, config, raw, jobs, queue);
  }

  Future<Reply<DocumentAccepted>> submit(SubmitDocument request, CallInfo call) {
    return Future.succeededFuture(accept(request, call));
  }

  /** Accepts a document: when this returns, its bytes and its job are on the disk. */
  private Reply<DocumentAccepted> accept(SubmitDocument request, CallInfo call) {
    if (queue.size() >= config.maxQueued()) {
      return Reply.refused(new Overloaded("too many documents are waiting", RETRY_AFTER_MS));
    }
    return switch (Submissions.mediaType(request)) {
      case Refused<String>(Refusal why) -> Reply.refused(why);
      case Answered<String>(String mediaType) -> switch (Submissions.documentId(request)) {
        case Refused<String>(Refusal why) -> Reply.refused(why);
        case Answered<String>(String document) -> accept(request, document, mediaType, call);
      };
    };
  }

  private Reply<DocumentAccepted> accept(SubmitDocument request, String document, String mediaType,
      CallInfo call) {
    var content = request.content().content();
    var text = Decoding.utf8(content);
    if (text == null || text.isBlank()) {
      return Reply.refused(
          new BadRequest(text == null ? "is not text in UTF-8" : "must not be empty", "text"));
    }
    var latest = jobs.latest(call.tenant(), request.collection(), document);
    var job = Submissions.job(request, document, mediaType, jobs.nextNumber(), latest, call);
    if (job.status() == Status.UNCHANGED && latest != null && latest.isOpen()) {
      return Reply.of(accepted(latest));
    }
    try {
      raw.put(job.contentHash(), content);
      jobs.save(job);
    } catch (IOException e) {
      LOG.error("could not accept document={} path={}", document, config.path(), e);
      return Reply.refused(new Unavailable("storage", "the document could not be written to disk"));
    }
    if (job.isOpen()) {
      queue.add(job);
    }
    return Reply.of(accepted(job));
  }

  Future<Reply<IngestionFound>> find(FindIngestion request, CallInfo call) {
    var job = jobs.find(request.ingestion());
    return Future.succeededFuture(job == null || !job.tenant().equals(call.tenant())
        ? Reply.refused(new NotFound("there is no such ingestion", "id"))
        : Reply.of(job.found()));
  }

  Future<Reply<SourceFound>> source(FindSource request, CallInfo call) {
    var known = jobs.anyMatch(job -> job.tenant().equals(call.tenant())
        && job.contentHash().equals(request.contentHash()));
    try {
      var bytes = known ? raw.get(request.contentHash()) : null;
      return Future.succeededFuture(bytes == null
          ? Reply.refused(new NotFound("the source is not kept", "id"))
          : Reply.of(new SourceFound(Bytes.of(bytes))));
    } catch (IOException e) {
      LOG.error("could not read source hash={}", request.contentHash(), e);
      return Future.succeededFuture(
          Reply.refused(new Unavailable("storage", "the source could not be read")));
    }
  }

  /** Erases between two jobs, so that none brings back what is being erased. */
  Future<Reply<Erased>> erase(Erase request, CallInfo call) {
    return queue.next(() -> eraseNow(request, call));
  }

  private Reply<Erased> eraseNow(Erase request, CallInfo call) {
    var erase = new EraseDocument(request.collection(), request.document());
    return switch (bus.ask(Retrieval.ERASE_DOCUMENT, erase, call).await()) {
      case Refused<DocumentErased>(NotFound none) -> forget(request, 0, call);
      case Refused<DocumentErased>(Refusal why) -> Reply.refused(why);
      case Answered<DocumentErased>(DocumentErased erased) -> forget(request, erased.passages(),
          call);
    };
  }

  private Reply<Erased> forget(Erase request, int passages, CallInfo call) {
    try {
      var gone = jobs.of(call.tenant(), request.collection(), request.document());
      var files = 0;
      for (var job : gone) {
        jobs.delete(job);
        if (!jobs.anyMatch(other -> other.contentHash().equals(job.contentHash()))
            && raw.delete(job.contentHash())) {
          files++;
        }
      }
      return passages == 0 && gone.isEmpty()
          ? Reply.refused(new NotFound("there is no such document", "id"))
          : Reply.of(new Erased(passages, gone.size(), files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the sample in on the first start, and only then: an operator may have erased it since.
   * Completes when all of it is in, or has failed.
   */
  Future<Void> takeInOnFirstStart(Path sample) {
    if (!jobs.isEmpty()) {
      return Future.succeededFuture();
    }
    try {
      var documents = SampleFolder.documents(sample);
      var call = CallInfo.within(Duration.ofMinutes(1), "sample");
      documents.forEach(document -> accept(document, call));
      LOG.info("taking in the sample documents={} folder={}", documents.size(), sample);
    } catch (IOException e) {
      LOG.warn("no sample documents folder={} reason={}", sample, e.toString());
    }
    return queue.drained();
  }

  private static DocumentAccepted accepted(Job job) {
    return new DocumentAccepted(job.id(), job.document(), job.version());
  }
}
