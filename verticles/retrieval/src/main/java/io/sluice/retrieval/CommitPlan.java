package io.sluice.retrieval;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.jspecify.annotations.Nullable;

/** What a commit comes to, given what the collection holds. */
sealed interface CommitPlan {

  /** There is nothing to do: the state that stays is this one or a newer. */
  record Keep(int passages) implements CommitPlan {}

  /** The document's block in the index becomes this one. */
  record Replace(List<Document> block, int total, int added, int reused, int removed)
      implements
        CommitPlan {}

  record Refuse(Refusal refusal) implements CommitPlan {}

  static CommitPlan of(CommitDocument request, Snapshot active) throws IOException {
    var before = active.entry(request.document().id());
    // A lower version is the late twin of a commit that was overtaken; see Corpus.commit.
    if (before != null && (request.document().version() < before.document().version()
        || isSame(request, before))) {
      return new Keep(before.passageHashes().size());
    }
    return switch (vectors(request, before, active)) {
      case Refused<List<Vector>>(var refusal) -> new Refuse(refusal);
      case Answered<List<Vector>>(var vectors) -> replace(request, before, vectors);
    };
  }

  /** The same but for the moment: what a commit that is repeated after a crash looks like. */
  private static boolean isSame(CommitDocument request, RegistryEntry before) {
    var document = request.document();
    var now = new DocumentVersion(document.collection(), document.id(), document.version(),
        document.title(), document.mediaType(), document.language(), document.date(),
        document.tags(), document.acl(), document.source(), document.contentHash(),
        document.embeddingModel(), before.document().ingestedAt(), null, null);
    return now.equals(before.document()) && hashes(request).equals(before.passageHashes());
  }

  /** The vector of each passage, those left out taken from the active version; or none at all. */
  private static Reply<List<Vector>> vectors(CommitDocument request, @Nullable RegistryEntry before,
      Snapshot active) throws IOException {
    var model = request.document().embeddingModel();
    if (model == null) {
      return Reply.of(List.of());
    }
    // Vectors of two models cannot be compared, even where they have the same dimension.
    var known = before == null || !model.equals(before.document().embeddingModel())
        ? Map.<String, Vector>of()
        : active.vectors(before);
    var vectors = new ArrayList<Vector>();
    for (var passage : request.passages()) {
      var vector = passage.vector() == null ? known.get(passage.hash()) : passage.vector();
      if (vector == null) {
        return Reply.refused(new BadRequest("passage " + passage.hash() + " comes without a vector,"
            + " and the active version has none of " + model + " for it", "passages"));
      }
      if (vector.dimension() != (vectors.isEmpty() ? vector : vectors.getFirst()).dimension()) {
        return Reply.refused(mixed(vectors.getFirst().dimension(), vector.dimension()));
      }
      vectors.add(vector);
    }
    var dimension = dimension(vectors);
    var other = dimension == 0 ? 0 : active.otherDimension(dimension, request.document().id());
    return other == 0 ? Reply.of(vectors) : Reply.refused(mixed(other, dimension));
  }

  private static Replace replace(CommitDocument request, @Nullable RegistryEntry before,
      List<Vector> vectors) {
    var hashes = hashes(request);
    var block = new ArrayList<Document>();
    var occurrences = new HashMap<String, Integer>();
    for (var i = 0; i < hashes.size(); i++) {
      var occurrence = occurrences.merge(hashes.get(i), 1, Integer::sum) - 1;
      block.add(StoredPassage.toIndex(request.document(), request.passages().get(i), occurrence,
          vectors.isEmpty() ? null : vectors.get(i)));
    }
    block.add(new RegistryEntry(request.document(), hashes, dimension(vectors))
        .toIndex(request.text()));
    var hadBefore = before == null ? List.<String>of() : before.passageHashes();
    var reused = inCommon(hadBefore, hashes);
    return new Replace(block, hashes.size(), hashes.size() - reused, reused,
        hadBefore.size() - reused);
  }

  private static List<String> hashes(CommitDocument request) {
    return request.passages().stream().map(NewPassage::hash).toList();
  }

  private static int dimension(List<Vector> vectors) {
    return vectors.isEmpty() ? 0 : vectors.getFirst().dimension();
  }

  /** How many passages both have, counting a hash as often as it occurs in both. */
  private static int inCommon(List<String> before, List<String> after) {
    var left = new HashMap<String, Integer>();
    before.forEach(hash -> left.merge(hash, 1, Integer::sum));
    var common = 0;
    for (var hash : after) {
      if (left.merge(hash, -1, Integer::sum) >= 0) {
        common++;
      }
    }
    return common;
  }

  private static BadRequest mixed(int held, int given) {
    return new BadRequest("the collection holds vectors of " + held + " dimensions, these have "
        + given + "; erase its documents or use another collection to change the embedding model",
        "passages");
  }
}
