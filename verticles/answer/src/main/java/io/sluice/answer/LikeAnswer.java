package io.sluice.answer;

import io.sluice.language.Terms;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Hit;
import io.sluice.message.Passage;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the answer to a like question answers this one, as far as this one's own search can tell: what
 * is most to the point must be cited in the answer, what the answer cites must be found, and what this
 * question names and the other does not must be in the answer, if any passage found has it. "Sick leave" is
 * asked for in the very words of "annual leave", but other passages are about it, or other sentences.
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
    var missing = new LinkedHashSet<>(Terms.ofQuestion(question));
    missing.removeAll(Terms.of(kept.question()));
    missing.removeAll(Terms.of(kept.text()));
    missing.retainAll(words(hits));
    return missing.isEmpty()
        ? null
        : "its answer says nothing of " + String.join(", ", missing) + ", which passages do";
  }

  private static Set<String> words(List<Hit> hits) {
    var words = new HashSet<String>();
    for (var hit : hits) {
      Passage passage = hit.passage();
      words.addAll(Terms.of(
          passage.title() + "\n" + String.join("\n", passage.heading()) + "\n" + passage.text()));
    }
    return words;
  }
}
