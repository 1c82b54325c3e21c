package io.sluice.retrieval;

import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Vector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the vectors that a commit leaves out from the version before. */
final class VectorReuse {

  private VectorReuse() {}

  /** The passages, all with a vector of the same dimension, or none with any where there is no model. */
  static Reply<List<NewPassage>> complete(CommitDocument request, @Nullable Entry before)
      throws IOException {
    var model = request.document().embeddingModel();
    if (model == null) {
      return Reply.of(request.passages());
    }
    var known = request.passages().stream().allMatch(passage -> passage.vector() != null)
        ? Map.<String, Vector>of()
        : known(request, before);
    var complete = new ArrayList<NewPassage>();
    var dimension = 0;
    for (var passage : request.passages()) {
      var vector = passage.vector() == null ? known.get(passage.hash()) : passage.vector();
      if (vector == null) {
        return Reply.refused(new BadRequest("passage " + passage.hash() + " comes without a vector,"
            + " and the version before has none of " + model + " for it under the same title",
            "passages"));
      }
      if (dimension != 0 && vector.dimension() != dimension) {
        return Reply.refused(new BadRequest("vectors of " + dimension + " dimensions and of "
            + vector.dimension() + " in one document", "passages"));
      }
      dimension = vector.dimension();
      complete.add(new NewPassage(passage.hash(), passage.heading(), passage.language(),
          passage.text(), passage.start(), passage.end(), vector, passage.page()));
    }
    return Reply.of(complete);
  }

  /**
   * By the passages' hashes. The title is part of what is embedded; and vectors of two models cannot be
   * compared, even where they have the same dimension.
   */
  private static Map<String, Vector> known(CommitDocument request, @Nullable Entry before)
      throws IOException {
    var vectors = new HashMap<String, Vector>();
    var space = before == null ? null : before.head().space();
    if (before == null || space == null
        || !space.model().equals(request.document().embeddingModel())
        || !request.document().title().equals(before.head().document().title())) {
      return vectors;
    }
    for (var passage : before.content().passages()) {
      var vector = passage.vector();
      if (vector != null) {
        vectors.put(passage.hash(), vector);
      }
    }
    return vectors;
  }
}
