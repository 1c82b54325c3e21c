package io.sluice.retrieval;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Retrieval.FindPassages;
import org.jspecify.annotations.Nullable;

/** What a search must fulfil before the index is looked at. */
final class SearchRules {

  private static final int MOST_HITS = 1_000;
  private static final int MOST_TAGS = 100;

  private SearchRules() {}

  /** What is wrong with the request; null if nothing is. */
  static @Nullable Refusal check(FindPassages request) {
    if (request.k() < 1 || request.k() > MOST_HITS) {
      return new BadRequest("must be from 1 to " + MOST_HITS + ", not " + request.k(), "k");
    }
    if (request.alpha() != null && !(request.alpha() >= 0 && request.alpha() <= 1)) {
      return new BadRequest("must be from 0 to 1, not " + request.alpha(), "alpha");
    }
    if (request.filters().tags().size() > MOST_TAGS) {
      return new BadRequest("more than " + MOST_TAGS + " tags", "filters.tags");
    }
    if (request.vector() == null) {
      return null;
    }
    return request.vectorModel() == null
        ? new BadRequest("a vector without the model it is from", "vectorModel")
        : VectorRules.check(request.vector(), "vector");
  }
}
