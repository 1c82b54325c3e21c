package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.chunking.Chunk;
import io.sluice.chunking.Chunker;
import io.sluice.chunking.SentenceVectors;
import io.sluice.ingestion.PassageVectors.Made;
import io.sluice.language.Language;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Report;
import io.sluice.message.Likeness;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Unreadable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Retrieval.VersionFound;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The way of one document, from its bytes to the commit. Runs on a virtual thread; what computes for
 * long goes to workers, since a virtual thread that computes keeps a core from all the others. What
 * comes of it is the finished job or a refusal; a refusal that is retryable is worth another attempt
 * from the start.
 */
final class IngestionFlow implements JobQueue.Attempt {
  private static final Duration WHOLE = Duration.ofHours(2);

  private final Bus bus;
  private final WorkerExecutor workers;
  private final IngestionConfig config;
  private final DocumentReader reader;
  private final OriginalsStore originals;
  private final CopyTurns copies;

  IngestionFlow(Bus bus, WorkerExecutor workers, IngestionConfig config, DocumentReader reader,
      OriginalsStore originals, CopyTurns copies) {
    this.bus = bus;
    this.workers = workers;
    this.config = config;
    this.reader = reader;
    this.originals = originals;
    this.copies = copies;
  }

  @Override
  public Reply<Job> run(Job job, Pulse pulse) throws IOException {
    var call = new CallInfo(job.id(), job.tenant(), List.of(), null,
        System.nanoTime() + WHOLE.toNanos(), null);
    return job.renewal()
        ? switch (Standing.of(job.key(), bus, call)) {
          case Standing.Unknown() -> Reply.refused(
              new Unavailable("retrieval", "nobody can say which version is searched"));
          case Standing standing when !standing.isOf(job) -> Reply.of(job.unchanged());
          case Standing standing -> read(job, call, pulse);
        }
        : read(job, call, pulse);
  }

  private Reply<Job> read(Job job, CallInfo call, Pulse pulse) throws IOException {
    var rules = config.of(job.submission().collection());
    pulse.stage("reading");
    return switch (onWorker(() -> reader.read(job, rules.privacy()))) {
      case Refused<Content>(Refusal why) -> Reply.refused(why);
      case Answered<Content>(Content content) -> {
        var checked = onWorker(
            () -> InstructionCheck.of(cut(content, rules, call), rules.instructions()));
        if (checked.leavesNothing()) {
          yield Reply.refused(new Unreadable("instructions",
              "has nothing in it but what reads like instructions to a model"));
        }
        yield switch (activeVersion(job, call)) {
          case Refused<Active>(Refusal why) -> Reply.refused(why);
          case Answered<Active>(Active active) -> embed(job, content, checked, active, call, pulse);
        };
      }
    };
  }

  private List<Chunk> cut(Content content, CollectionRules rules, CallInfo call) {
    SentenceVectors sentences = new SentencesByBus(bus, config.embedAtOnce(), call);
    return new PageCutting(new Chunker(rules.chunking()), sentences).cut(content);
  }

  private Reply<Active> activeVersion(Job job, CallInfo call) {
    var request = new FindVersion(job.submission().collection(), job.submission().document());
    return switch (bus.ask(Retrieval.FIND_VERSION, request, call).await()) {
      case Refused<VersionFound>(NotFound none) -> Reply.of(Active.NONE);
      case Refused<VersionFound>(Refusal why) -> Reply.refused(why);
      case Answered<VersionFound>(VersionFound found) -> Reply.of(
          new Active(found.document(), new HashSet<>(found.passageHashes()), found.highest()));
    };
  }

  private Reply<Job> embed(Job job, Content content, InstructionCheck checked, Active active,
      CallInfo call, Pulse pulse) throws IOException {
    pulse.stage("embedding");
    var vectors = new PassageVectors(bus, config.embedAtOnce(), call, pulse);
    return switch (vectors.of(checked.kept(), content.title(), active.hashesUnder(content.title()),
        active.model())) {
      case Refused<Made>(Refusal why) -> Reply.refused(why);
      case Answered<Made>(Made made) -> {
        pulse.stage("committing");
        var likeness = onWorker(() -> Likenesses.of(content.text()));
        yield pulse.isStopped()
            ? Reply.refused(new Cancelled("the document is being erased"))
            : copies.choose(job, content.source(), likeness, call, choice -> commit(job, content,
                checked, active, made, likeness, choice, call));
      }
    };
  }

  private Reply<Job> commit(Job job, Content content, InstructionCheck checked, Active active,
      Made made, Likeness likeness, CopyChoice choice, CallInfo call) throws IOException {
    var document = version(job, content, active, made.model());
    var passages = checked.kept().stream()
        .map(chunk -> new NewPassage(chunk.hash(), chunk.heading(),
            chunk.language(), chunk.text(), chunk.start(), chunk.end(),
            made.byHash().get(chunk.hash()), content.pageAt(chunk.start())))
        .toList();
    originals.put(job.key(), document.version(), content.originals());
    var request = new CommitDocument(document, content.text(), passages, likeness,
        choice.insteadOf(), choice.leftOutFor());
    var report = new Report(content.mediaType(), content.pageStarts().size(), content.dropped(),
        content.masked(), choice.leftOutFor(), checked.found());
    return switch (bus.ask(Retrieval.COMMIT_DOCUMENT, request, call).await()) {
      case Refused<DocumentCommitted>(Refusal why) -> Reply.refused(why);
      case Answered<DocumentCommitted>(DocumentCommitted none) when none.wasOvertaken() -> {
        if (!job.renewal()) {
          originals.delete(job.key(), document.version());
        }
        yield Reply.refused(new Unavailable("retrieval",
            "another version was taken in at the same time; this one comes after it"));
      }
      case Answered<DocumentCommitted>(DocumentCommitted committed) ->
        Reply.of(job.done(document.version(), counts(committed), report));
    };
  }

  private DocumentVersion version(Job job, Content content, Active active,
      @Nullable String model) {
    var submission = job.submission();
    var version = new DocumentVersion(submission.collection(), submission.document(),
        job.version(), content.title(), content.mediaType(), Language.of(content.text()).tag(),
        content.date(), content.tags(), submission.acl(), content.source(),
        submission.contentHash(), model, Instant.now(), content.author(),
        config.of(submission.collection()).fingerprint());
    return active.numbered(version, job.renewal());
  }

  private static PassageCounts counts(DocumentCommitted committed) {
    return new PassageCounts(committed.total(), committed.added(), committed.reused(),
        committed.removed());
  }

  private <T> T onWorker(Callable<T> work) {
    return Objects.requireNonNull(workers.executeBlocking(work, false).await());
  }

  /** The version that is searched now, if there is one. */
  private record Active(@Nullable DocumentVersion document, Set<String> hashes,
      @Nullable Integer highest) {
    static final Active NONE = new Active(null, Set.of(), null);

    @Nullable
    String model() {
      return document == null ? null : document.embeddingModel();
    }

    /** What need not be embedded again: a vector is of the words under their title. */
    Set<String> hashesUnder(String title) {
      return document != null && document.title().equals(title) ? hashes : Set.of();
    }

    /** Above all there are, except where the active one is this very one, to be done again. */
    DocumentVersion numbered(DocumentVersion next, boolean renewal) {
      if (document == null) {
        return next;
      }
      var top = highest == null ? document.version() : highest;
      if (next.version() > top) {
        return next;
      }
      return withNumber(next,
          renewal || document.isSameAs(next) ? document.version() : top + 1);
    }

    private static DocumentVersion withNumber(DocumentVersion d, int number) {
      return new DocumentVersion(d.collection(), d.id(), number, d.title(), d.mediaType(),
          d.language(), d.date(), d.tags(), d.acl(), d.source(), d.contentHash(),
          d.embeddingModel(), d.ingestedAt(), d.author(), d.chunking());
    }
  }
}
