package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.language.Language;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
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
import io.sluice.message.Vector;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of one document, from its bytes to the commit. Runs on a virtual thread. What comes of it
 * is the finished job or a refusal; a refusal that is retryable is worth another attempt from the
 * start.
 */
final class IngestionFlow {
  private static final Duration WHOLE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final Bus bus;
  private final RawStore raw;
  private final Chunker chunker;
  private final int embedAtOnce;

  IngestionFlow(Vertx vertx, Bus bus, RawStore raw, IngestionConfig config) {
    this.vertx = vertx;
    this.bus = bus;
    this.raw = raw;
    this.chunker = new Chunker(config.maxPassageTokens());
    this.embedAtOnce = config.embedAtOnce();
  }

  Reply<Job> run(Job job) throws IOException {
    var bytes = raw.get(job.contentHash());
    if (bytes == null) {
      return Reply.refused(new Internal("the raw bytes are gone"));
    }
    var text = Decoding.utf8(bytes);
    if (text == null) {
      return Reply.refused(new BadRequest("is not text in UTF-8", "file"));
    }
    var call = new CallInfo(job.id(), job.tenant(), List.of(), null,
        System.nanoTime() + WHOLE.toNanos(), null);
    var title = title(job, text);
    var chunks = cut(text, title, job.mediaType());
    return switch (activeVersion(job, call)) {
      case Refused<Active>(Refusal why) -> Reply.refused(why);
      case Answered<Active>(Active active) -> switch (embed(chunks, title, active, call)) {
        case Refused<Vectors>(Refusal why) -> Reply.refused(why);
        case Answered<Vectors>(Vectors vectors) -> commit(job, title, text, chunks, active, vectors,
            call);
      };
    };
  }

  /** Elsewhere: a virtual thread that computes for seconds keeps a core from all the others. */
  private List<Chunk> cut(String text, String title, String mediaType) {
    return vertx.executeBlocking(() -> chunker.cut(text, title, mediaType), false).await();
  }

  private Reply<Active> activeVersion(Job job, CallInfo call) {
    var request = new FindVersion(job.collection(), job.document());
    return switch (bus.ask(Retrieval.FIND_VERSION, request, call).await()) {
      case Refused<VersionFound>(NotFound none) -> Reply.of(Active.NONE);
      case Refused<VersionFound>(Refusal why) -> Reply.refused(why);
      case Answered<VersionFound>(VersionFound found) -> Reply.of(
          new Active(found.document(), new HashSet<>(found.passageHashes())));
    };
  }

  /** Embeds what the active version does not have; all of it where the model is another one now. */
  private Reply<Vectors> embed(List<Chunk> chunks, String title, Active active, CallInfo call) {
    var vectors = new Vectors(active.model(), new HashMap<>());
    var fresh = chunks.stream().filter(chunk -> !active.hashes().contains(chunk.hash())).toList();
    var refusal = embed(fresh, title, vectors, call);
    if (refusal == null && !fresh.isEmpty() && active.model() != null
        && !active.model().equals(vectors.model)) {
      refusal = embed(chunks, title, vectors, call);
    }
    return refusal == null ? Reply.of(vectors) : Reply.refused(refusal);
  }

  private @Nullable Refusal embed(List<Chunk> chunks, String title, Vectors vectors,
      CallInfo call) {
    var missing = missing(chunks, vectors);
    for (var from = 0; from < missing.size(); from += embedAtOnce) {
      var batch = missing.subList(from, Math.min(from + embedAtOnce, missing.size()));
      var request = new Embed(batch.stream().map(chunk -> chunk.inContext(title)).toList(),
          Purpose.PASSAGE);
      switch (bus.ask(Embedding.EMBED, request, call).await()) {
        case Refused<Embedded>(Refusal why) -> {
          return why;
        }
        case Answered<Embedded>(Embedded embedded) -> {
          if (!vectors.byHash.isEmpty() && !embedded.model().equals(vectors.model)) {
            return new Unavailable("embedding", "the model was changed meanwhile");
          }
          vectors.model = embedded.model();
          for (var i = 0; i < batch.size(); i++) {
            vectors.byHash.put(batch.get(i).hash(), embedded.vectors().get(i));
          }
        }
      }
    }
    return null;
  }

  /** Words that stand there twice are embedded once. */
  private static List<Chunk> missing(List<Chunk> chunks, Vectors vectors) {
    var byHash = new LinkedHashMap<String, Chunk>();
    chunks.forEach(chunk -> byHash.putIfAbsent(chunk.hash(), chunk));
    byHash.keySet().removeAll(vectors.byHash.keySet());
    return List.copyOf(byHash.values());
  }

  private Reply<Job> commit(Job job, String title, String text, List<Chunk> chunks, Active active,
      Vectors vectors, CallInfo call) {
    var version = active.versionFor(job, title);
    var document = new DocumentVersion(job.collection(), job.document(), version, title,
        job.mediaType(), Language.of(text).tag(),
        LocalDate.ofInstant(job.acceptedAt(), ZoneOffset.UTC), job.tags(), job.acl(), job.source(),
        job.contentHash(), vectors.model, Instant.now(), null, null);
    var passages = new ArrayList<NewPassage>();
    for (var chunk : chunks) {
      passages.add(new NewPassage(chunk.hash(), chunk.heading(), chunk.language(), chunk.text(),
          chunk.start(), chunk.end(), vectors.byHash.get(chunk.hash()), null));
    }
    return bus.ask(Retrieval.COMMIT_DOCUMENT, new CommitDocument(document, text, passages), call)
        .await().map(committed -> job.done(version, counts(committed)));
  }

  private static PassageCounts counts(DocumentCommitted committed) {
    return new PassageCounts(committed.total(), committed.added(), committed.reused(),
        committed.removed());
  }

  private static String title(Job job, String text) {
    if (job.title() != null) {
      return job.title();
    }
    var own = Sections.title(text, job.mediaType());
    return own == null || own.isBlank() ? job.document() : own;
  }

  /** The version that is searched now, if there is one. */
  private record Active(@Nullable DocumentVersion document, Set<String> hashes) {
    static final Active NONE = new Active(null, Set.of());

    @Nullable
    String model() {
      return document == null ? null : document.embeddingModel();
    }

    /** A version above the active one, except where that is this very job, done before a crash. */
    int versionFor(Job job, String title) {
      if (document == null || document.version() < job.version()) {
        return job.version();
      }
      return isOf(document, job, title) ? document.version() : document.version() + 1;
    }

    private static boolean isOf(DocumentVersion document, Job job, String title) {
      return document.contentHash().equals(job.contentHash()) && document.title().equals(title)
          && document.mediaType().equals(job.mediaType()) && document.tags().equals(job.tags())
          && document.acl().equals(job.acl()) && Objects.equals(document.source(), job.source());
    }
  }

  /** Vectors by passage hash, and the model they are of. */
  private static final class Vectors {
    private @Nullable String model;
    private final Map<String, Vector> byHash;

    Vectors(@Nullable String model, Map<String, Vector> byHash) {
      this.model = model;
      this.byHash = byHash;
    }
  }
}
