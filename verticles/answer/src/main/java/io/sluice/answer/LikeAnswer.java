package io.sluice.answer;

import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Hit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the answer to a like question answers this one. "Sick leave" is asked for in the very words of
 * "annual leave": so what this question's own search finds first must be cited in the answer, what the
 * answer cites must be found, and the two must have the {@link SameSense}.
 */
final class LikeAnswer {

  private LikeAnswer() {}

  /** What speaks against it, in words for people; null where nothing does. */
  static @Nullable String objection(KeptAnswer kept, String question, List<Hit> hits) {
    var cited = Cited.passages(kept.done());
    var found = hits.stream().map(hit -> hit.passage().id()).collect(Collectors.toSet());
    if (hits.isEmpty() || !cited.contains(hits.getFirst().passage().id())) {
      return "its answer does not cite what is found first for this question";
    }
    if (!found.containsAll(cited)) {
      return "its answer cites what is not found for this question";
    }
    return SameSense.objection(question, kept.question(), kept.text());
  }
}
