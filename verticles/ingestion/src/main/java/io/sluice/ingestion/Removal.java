package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.Forget;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.TakenIn;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases documents, wherever there is anything of them: here, and by telling the other nodes. Confined to one
 * virtual-thread context.
 */
final class Removal {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Bus bus;
  private final JobStore jobs;
  private final JobQueue queue;
  private final OriginalsStore originals;
  private final Changes changes;
  private final CopyTurns copies;
  private final Pauses pauses;
  private final Map<DocumentKey, Future<Reply<Erased>>> erasing = new HashMap<>();
  private final String self = UUID.randomUUID().toString();
  private final Predicate<Job> isStillToCome;

  /**
   * @param isStillToCome whether a job is open and comes by a queue that nodes share, and so is later than
   *        what was erased by way of it
   */
  Removal(Bus bus, JobStore jobs, JobQueue queue, OriginalsStore originals, Changes changes,
      CopyTurns copies, Pauses pauses, Predicate<Job> isStillToCome) {
    this.bus = bus;
    this.pauses = pauses;
    this.isStillToCome = isStillToCome;
    this.jobs = jobs;
    this.queue = queue;
    this.originals = originals;
    this.changes = changes;
    this.copies = copies;
  }

  /** Erases between two jobs of the document, so that none brings back what is being erased. */
  Future<Reply<Erased>> erase(Erase request, CallInfo call) {
    var key = new DocumentKey(call.tenant(), request.collection(), request.document());
    var latest = jobs.latest(key);
    if (latest != null && !latest.isVisibleTo(call.principals())) {
      return Future.succeededFuture(Reply.refused(unknown()));
    }
    var running = erasing.get(key);
    if (running != null) {
      return running;
    }
    queue.stop(key);
    var erased = queue.alone(key, () -> eraseNow(request, key, call));
    erasing.put(key, erased);
    return erased;
  }

  /** What is submitted while its predecessor is being erased must not be erased with it. */
  void awaitErasing(DocumentKey document) {
    for (var busy = erasing.get(document); busy != null; busy = erasing.get(document)) {
      busy.await();
    }
  }

  /** After a rollback the document may be for others than what came last. */
  private Reply<Erased> eraseNow(Erase request, DocumentKey key, CallInfo call) {
    try {
      return Standing.of(key, bus, call).isVisibleTo(call.principals(), () -> jobs.of(key))
          ? eraseEverywhere(request, key, call)
          : Reply.refused(unknown());
    } finally {
      erasing.remove(key);
    }
  }

  /** Nothing is touched for one who may not see the document; the rest is the gateway's own doing. */
  private Reply<Erased> eraseEverywhere(Erase request, DocumentKey key, CallInfo call) {
    var erase = new EraseDocument(request.collection(), request.document());
    return switch (bus.ask(Retrieval.ERASE_DOCUMENT, erase, onBehalfOf(key, call)).await()) {
      case Refused<DocumentErased>(NotFound none) -> forget(key, null, call);
      case Refused<DocumentErased>(Refusal why) -> Reply.refused(why);
      case Answered<DocumentErased>(DocumentErased erased) -> {
        changes.tell(key, null, 0, erased.passages());
        yield forget(key, erased, call);
      }
    };
  }

  /** The same call, as one who may see every version of the document that was taken in. */
  private CallInfo onBehalfOf(DocumentKey key, CallInfo call) {
    var principals = Stream.concat(call.principals().stream(), principals(jobs.of(key)));
    return new CallInfo(call.requestId(), call.tenant(), principals.distinct().toList(),
        call.traceparent(), call.deadlineNanos(), call.budgetUsd()).traced(call.traceparent(),
            call.tracestate());
  }

  private static Stream<String> principals(List<Job> jobs) {
    return jobs.stream().flatMap(job -> job.submission().acl().stream());
  }

  private Reply<Erased> forget(DocumentKey document, @Nullable DocumentErased erased,
      CallInfo call) {
    try {
      var gone = jobs.of(document);
      var files = 0;
      for (var job : gone) {
        files += jobs.delete(job) ? 1 : 0;
      }
      var values = originals.deleteAll(document);
      bus.tell(Ingestion.FORGET, new Forget(document.tenant(), document.collection(),
          document.document(), self,
          erased == null && gone.isEmpty() ? call.principals() : null));
      if (erased == null) {
        return gone.isEmpty()
            ? Reply.refused(unknown())
            : Reply.of(new Erased(0, gone.size(), files, 0, values, List.of()));
      }
      return Reply.of(new Erased(erased.passages(), gone.size(), files, erased.versions(), values,
          erased.searchedAgain() == null
              ? null
              : copies.chooseAgain(document, erased.searchedAgain(), call)));
    } catch (IOException e) {
      LOG.error("could not erase document={}", document.document(), e);
      return Reply.refused(
          new Unavailable("storage", "the document's files could not be deleted"));
    }
  }

  /** Another node erased a document: what was taken in of it here until now goes, too. */
  void erasedElsewhere(Forget forget) {
    var key = new DocumentKey(forget.tenant(), forget.collection(), forget.document());
    if (forget.by().equals(self) || !mayBeForgotten(key, forget.principals())) {
      return;
    }
    var gone = jobs.of(key).stream().filter(isStillToCome.negate()).toList();
    queue.stop(key);
    queue.alone(key, () -> forget(key, gone))
        .onFailure(why -> LOG.error("could not forget what was erased elsewhere document={}",
            key.document(), why));
  }

  /** Where the other node had nothing of it, nobody has looked yet whether its asker may see what is here. */
  private boolean mayBeForgotten(DocumentKey document, @Nullable List<String> principals) {
    return principals == null || (!jobs.of(document).isEmpty()
        && jobs.of(document).stream().allMatch(job -> job.isVisibleTo(principals)));
  }

  /** Returns when nothing is left, however long the disk or retrieval are away. */
  private boolean forget(DocumentKey document, List<Job> gone) {
    for (var attempt = 1; !forgotten(document, gone); attempt++) {
      pauses.after(attempt);
    }
    return true;
  }

  private boolean forgotten(DocumentKey document, List<Job> gone) {
    try {
      var left = gone.stream().map(job -> jobs.find(job.id())).filter(Objects::nonNull).toList();
      deleteAll(left.stream().filter(job -> job.status() != Status.DONE).toList());
      originals.deleteAll(document);
      var done = left.stream().filter(job -> job.status() == Status.DONE)
          .collect(Collectors.groupingBy(job -> job.submission().contentHash()));
      for (var ofOneContent : done.values()) {
        if (!eraseAgain(document, ofOneContent, principals(gone).distinct().toList())) {
          return false;
        }
        deleteAll(ofOneContent);
      }
      LOG.info("forgotten what was erased elsewhere document={} jobs={}", document.document(),
          gone.size());
      return true;
    } catch (IOException e) {
      LOG.error("could not forget what was erased elsewhere document={}", document.document(), e);
      return false;
    }
  }

  private void deleteAll(List<Job> gone) throws IOException {
    for (var job : gone) {
      jobs.delete(job);
    }
  }

  /**
   * What was done may have been done since the other node erased, and have brought it back; false where it is
   * to be tried again. What was taken in anywhere since then stays.
   */
  private boolean eraseAgain(DocumentKey document, List<Job> done, List<String> principals) {
    var within = CallInfo.within(PATIENCE, "erased elsewhere");
    var call = new CallInfo(within.requestId(), document.tenant(), principals, null,
        within.deadlineNanos(), null);
    var until = done.stream().map(job -> Objects.requireNonNull(job.state().endedAt()))
        .max(Comparator.naturalOrder()).orElseThrow();
    var erase = new EraseDocument(document.collection(), document.document(),
        new TakenIn(done.getFirst().submission().contentHash(), until));
    return switch (bus.ask(Retrieval.ERASE_VERSIONS, erase, call).await()) {
      case Refused<DocumentErased>(Refusal why) -> isOver(document, why);
      case Answered<DocumentErased>(DocumentErased erased) -> {
        changes.tell(document, erased.active(), Objects.requireNonNullElse(erased.added(), 0),
            erased.passages());
        yield true;
      }
    };
  }

  private static boolean isOver(DocumentKey document, Refusal why) {
    if (why instanceof NotFound) {
      return true;
    }
    LOG.error("what was erased elsewhere came back document={} again={} reason={}",
        document.document(), why.retryable(), why.message());
    return !why.retryable();
  }

  private static NotFound unknown() {
    return new NotFound("there is no such document", "id");
  }
}
