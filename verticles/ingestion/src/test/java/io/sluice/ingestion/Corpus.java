package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.Versions;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.OutdatedFound;
import io.sluice.message.Versions.VersionActivated;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands in for retrieval: keeps the active versions and every commit in the order they came. */
final class Corpus {
  final List<CommitDocument> commits = new CopyOnWriteArrayList<>();
  final Map<DocumentKey, CommitDocument> active = new ConcurrentHashMap<>();
  volatile @Nullable Refusal eraseRefusal;
  volatile @Nullable Refusal findRefusal;
  final AtomicInteger erasuresRefused = new AtomicInteger();
  volatile Future<Void> commitGate = Future.succeededFuture();

  Future<?> serve(Bus bus) {
    return Future.all(List.of(bus.serve(Retrieval.FIND_VERSION, this::find),
        bus.serve(Retrieval.FIND_DOCUMENT, this::findDocument),
        bus.serve(Retrieval.COMMIT_DOCUMENT, this::commit),
        bus.serve(Retrieval.ERASE_DOCUMENT, this::erase),
        bus.serve(Retrieval.ERASE_VERSIONS, this::erase),
        bus.serve(Versions.ACTIVATE_VERSION, this::activate),
        bus.serve(Versions.FIND_OUTDATED, this::findOutdated)));
  }

  private Future<Reply<OutdatedFound>> findOutdated(FindOutdated request, CallInfo call) {
    return Future.succeededFuture(Reply.of(new OutdatedFound(active.values().stream()
        .map(CommitDocument::document)
        .filter(document -> !(request.embeddingModel().equals(document.embeddingModel())
            && request.chunking().equals(document.chunking())))
        .sorted(Comparator.comparing(DocumentVersion::id)).toList())));
  }

  private Future<Reply<VersionActivated>> activate(ActivateVersion request, CallInfo call) {
    var key = new DocumentKey(call.tenant(), request.collection(), request.document());
    var wanted = commits.stream().filter(commit -> commit.document().id().equals(key.document()))
        .filter(commit -> commit.document().version() == request.version()).findFirst();
    if (wanted.isEmpty()) {
      return Future.succeededFuture(Reply.refused(new NotFound("none", "version")));
    }
    var before = active.put(key, wanted.get());
    return Future.succeededFuture(Reply.of(new VersionActivated(request.version(),
        before == null ? 0 : before.document().version(), 0, 0, commits.size())));
  }

  private Future<Reply<VersionFound>> find(FindVersion request, CallInfo call) {
    var why = findRefusal;
    if (why != null) {
      return Future.succeededFuture(Reply.refused(why));
    }
    var found = active
        .get(new DocumentKey(call.tenant(), request.collection(), request.document()));
    return Future.succeededFuture(found == null
        ? Reply.refused(new NotFound("none", "id"))
        : Reply.of(new VersionFound(found.document(), hashes(found), highest(found))));
  }

  private Future<Reply<DocumentFound>> findDocument(FindDocument request, CallInfo call) {
    var found = active
        .get(new DocumentKey(call.tenant(), request.collection(), request.document()));
    return Future.succeededFuture(found == null
        ? Reply.refused(new NotFound("none", "id"))
        : Reply.of(new DocumentFound(found.document(), found.text(), found.passages().size())));
  }

  private Future<Reply<DocumentCommitted>> commit(CommitDocument request, CallInfo call) {
    var key = new DocumentKey(call.tenant(), request.document().collection(),
        request.document().id());
    var there = active.get(key);
    if (there != null && request.document().version() <= there.document().version()
        && !there.document().isSameAs(request.document())) {
      var passages = there.passages().size();
      return commitGate.map(Reply.of(
          new DocumentCommitted(passages, 0, passages, 0, commits.size(), true)));
    }
    commits.add(request);
    var before = active.put(key, request);
    var old = new HashSet<>(before == null ? List.of() : hashes(before));
    var now = new HashSet<>(hashes(request));
    var reused = (int) request.passages().stream().filter(p -> old.contains(p.hash())).count();
    old.removeAll(now);
    var committed = new DocumentCommitted(request.passages().size(),
        request.passages().size() - reused, reused, old.size(), commits.size());
    return commitGate.map(Reply.of(committed));
  }

  private Future<Reply<DocumentErased>> erase(EraseDocument request, CallInfo call) {
    var why = eraseRefusal;
    if (why != null) {
      erasuresRefused.incrementAndGet();
      return Future.succeededFuture(Reply.refused(why));
    }
    var key = new DocumentKey(call.tenant(), request.collection(), request.document());
    var current = active.get(key);
    var isMeant = current != null
        && (request.only() == null || request.only().includes(current.document()));
    var gone = isMeant ? active.remove(key) : null;
    return Future.succeededFuture(gone == null
        ? Reply.refused(new NotFound("none", "id"))
        : Reply.of(new DocumentErased(gone.passages().size(), 1, 1, List.of())));
  }

  /** The same again, later and by somebody else. */
  void takenInElsewhere(DocumentKey key) {
    active.computeIfPresent(key, (_, commit) -> {
      var d = commit.document();
      return new CommitDocument(new DocumentVersion(d.collection(), d.id(), d.version(), d.title(),
          d.mediaType(), d.language(), d.date(), d.tags(), d.acl(), d.source(), d.contentHash(),
          d.embeddingModel(), d.ingestedAt().plusSeconds(60), d.author(), d.chunking()),
          commit.text(), commit.passages(), commit.likeness(), commit.insteadOf(),
          commit.leftOutFor());
    });
  }

  /** Its first version, of another content. */
  void takenInElsewhere(DocumentKey key, String text) {
    active.put(key, new CommitDocument(new DocumentVersion(key.collection(), key.document(), 1,
        "", "text/plain", "en", LocalDate.EPOCH, List.of(), List.of(), null, text, null,
        Instant.now(), null, null), text, List.of()));
  }

  private int highest(CommitDocument current) {
    return commits.stream().map(CommitDocument::document)
        .filter(document -> document.id().equals(current.document().id()))
        .mapToInt(DocumentVersion::version).max().orElse(current.document().version());
  }

  private static List<String> hashes(CommitDocument commit) {
    return commit.passages().stream().map(NewPassage::hash).toList();
  }
}
