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
import io.sluice.message.Refusal.DeadlinePassed;
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
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts documents, tells how they fare, and erases them. Everything it keeps is confined to one
 * virtual-thread context.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final long RETRY_AFTER_MS = 5000;

  private final Context context;
  private final Bus bus;
  private final IngestionConfig config;
  private final RawStore raw;
  private final JobStore jobs;
  private final JobQueue queue;
  private final Map<DocumentKey, Future<Reply<Erased>>> erasing = new HashMap<>();

  private Intake(Context context, Bus bus, IngestionConfig config, RawStore raw, JobStore jobs,
      JobQueue queue) {
    this.context = context;
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
    var jobs = JobStore.open(config.path().resolve("jobs"), raw);
    var flow = new IngestionFlow(vertx, bus, raw, config);
    var queue = new JobQueue(vertx, context, config, jobs, flow);
    jobs.open().forEach(queue::add);
    return new Intake(context, bus, config, raw, jobs, queue);
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
    var key = new DocumentKey(call.tenant(), request.collection(), document);
    awaitErasing(key);
    if (call.isLate()) {
      return Reply.refused(new DeadlinePassed("the document is still being erased"));
    }
    var latest = jobs.latest(key);
    var job = Submissions.job(request, document, mediaType, jobs.nextNumber(), latest, call);
    if (job.status() == Status.UNCHANGED && latest != null && latest.isOpen()) {
      return Reply.of(accepted(latest));
    }
    try {
      jobs.accept(job, content);
    } catch (IOException e) {
      LOG.error("could not accept document={} path={}", document, config.path(), e);
      return Reply.refused(new Unavailable("storage", "the document could not be written to disk"));
    }
    if (job.isOpen()) {
      queue.add(job);
    }
    return Reply.of(accepted(job));
  }

  /** What is submitted while its predecessor is being erased must not be erased with it. */
  private void awaitErasing(DocumentKey document) {
    for (var busy = erasing.get(document); busy != null; busy = erasing.get(document)) {
      busy.await();
    }
  }

  Future<Reply<IngestionFound>> find(FindIngestion request, CallInfo call) {
    var job = jobs.find(request.ingestion());
    return Future.succeededFuture(job == null || !job.tenant().equals(call.tenant())
        ? Reply.refused(new NotFound("there is no such ingestion", "id"))
        : Reply.of(job.found()));
  }

  Future<Reply<SourceFound>> source(FindSource request, CallInfo call) {
    var known = jobs.hasContent(call.tenant(), request.contentHash());
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
    var key = new DocumentKey(call.tenant(), request.collection(), request.document());
    var running = erasing.get(key);
    if (running != null) {
      return running;
    }
    var erased = queue.next(() -> eraseNow(request, key, call));
    erasing.put(key, erased);
    return erased;
  }

  private Reply<Erased> eraseNow(Erase request, DocumentKey key, CallInfo call) {
    try {
      return eraseEverywhere(request, key, call);
    } finally {
      erasing.remove(key);
    }
  }

  /** Nothing is touched for one who may not see the document; the rest is the gateway's own doing. */
  private Reply<Erased> eraseEverywhere(Erase request, DocumentKey key, CallInfo call) {
    var latest = jobs.latest(key);
    if (latest != null && !latest.isVisibleTo(call.principals())) {
      return Reply.refused(new NotFound("there is no such document", "id"));
    }
    var erase = new EraseDocument(request.collection(), request.document());
    return switch (bus.ask(Retrieval.ERASE_DOCUMENT, erase, onBehalfOf(key, call)).await()) {
      case Refused<DocumentErased>(NotFound none) -> forget(key, 0);
      case Refused<DocumentErased>(Refusal why) -> Reply.refused(why);
      case Answered<DocumentErased>(DocumentErased erased) -> forget(key, erased.passages());
    };
  }

  /** The same call, as one who may see every version of the document that was taken in. */
  private CallInfo onBehalfOf(DocumentKey key, CallInfo call) {
    var principals = Stream.concat(call.principals().stream(),
        jobs.of(key).stream().flatMap(job -> job.acl().stream())).distinct().toList();
    return new CallInfo(call.requestId(), call.tenant(), principals, call.traceparent(),
        call.deadlineNanos(), call.budgetUsd());
  }

  private Reply<Erased> forget(DocumentKey document, int passages) {
    try {
      var gone = jobs.of(document);
      var files = 0;
      for (var job : gone) {
        files += jobs.delete(job) ? 1 : 0;
      }
      return passages == 0 && gone.isEmpty()
          ? Reply.refused(new NotFound("there is no such document", "id"))
          : Reply.of(new Erased(passages, gone.size(), files, null, null, null));
    } catch (IOException e) {
      LOG.error("could not erase document={} path={}", document.document(), config.path(), e);
      return Reply.refused(
          new Unavailable("storage", "the document's files could not be deleted"));
    }
  }

  /**
   * Takes the sample in on the first start, and only then: an operator may have erased it since.
   * Completes when all of it is in, or has failed, or has to wait for a part that is missing.
   */
  Future<Void> takeInOnFirstStart(Path sample) {
    var marker = config.path().resolve("sample-taken-in");
    if (!jobs.isEmpty() || Files.exists(marker)) {
      return Future.succeededFuture();
    }
    try {
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
    } catch (IOException e) {
      LOG.warn("no sample documents folder={} reason={}", sample, e.toString());
    }
    return queue.settled();
  }

  private static DocumentAccepted accepted(Job job) {
    return new DocumentAccepted(job.id(), job.document(), job.version());
  }
}
