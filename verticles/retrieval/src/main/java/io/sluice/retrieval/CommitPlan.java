package io.sluice.retrieval;

import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.NewPassage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a commit comes to, given what the collection holds. */
sealed interface CommitPlan {

  /**
   * There is nothing to do: the state that stays is this one or a newer.
   *
   * @param overtaken whether what was to be committed is not there and never was
   */
  record Stay(Entry current, boolean overtaken) implements CommitPlan {}

  /** The same content, cut or embedded in another way: it takes the place of what there is. */
  record Renew(StoredVersion version, Entry before) implements CommitPlan {}

  /** A version that was not there. */
  record Add(StoredVersion version, @Nullable Entry before) implements CommitPlan {}

  record Refuse(Refusal refusal) implements CommitPlan {}

  static CommitPlan of(CommitDocument request, Contents contents) throws IOException {
    var before = contents.current(request.document().id());
    if (before == null) {
      return withVectors(request, null, request.leftOutFor(), version -> new Add(version, null));
    }
    if (request.document().version() == before.number()) {
      return isRenewal(request.document(), before.head().document())
          // Its content did not change, so neither does what it is a copy of.
          ? withVectors(request, before, before.head().leftOutFor(),
              version -> new Renew(version, before))
          : stay(request, before, before);
    }
    return request.document().version() <= contents.highest(before)
        ? stay(request, before, contents.kept(before.id(), request.document().version()))
        : withVectors(request, before, request.leftOutFor(), version -> new Add(version, before));
  }

  private static CommitPlan stay(CommitDocument request, Entry current, @Nullable Entry there) {
    return new Stay(current,
        there == null || !there.head().document().isSameAs(request.document()));
  }

  private static boolean isRenewal(DocumentVersion now, DocumentVersion before) {
    return now.contentHash().equals(before.contentHash())
        && !(Objects.equals(now.embeddingModel(), before.embeddingModel())
            && Objects.equals(now.chunking(), before.chunking()));
  }

  /** A plan for a version whose vectors are at hand. */
  interface Planning {
    CommitPlan with(StoredVersion version);
  }

  private static CommitPlan withVectors(CommitDocument request, @Nullable Entry before,
      @Nullable String leftOutFor, Planning planning) throws IOException {
    return switch (VectorReuse.complete(request, before)) {
      case Refused<List<NewPassage>>(var refusal) -> new Refuse(refusal);
      case Answered<List<NewPassage>>(var passages) ->
        planning.with(version(request, passages, before, leftOutFor));
    };
  }

  private static StoredVersion version(CommitDocument request, List<NewPassage> passages,
      @Nullable Entry before, @Nullable String leftOutFor) {
    var vector = passages.isEmpty() ? null : passages.getFirst().vector();
    var likeness = request.likeness();
    if (likeness == null && before != null
        && before.number() == request.document().version()) {
      likeness = before.head().likeness();
    }
    return new StoredVersion(new Head(request.document(), passages.size(),
        vector == null ? 0 : vector.dimension(), likeness, leftOutFor), request.text(), passages);
  }
}
