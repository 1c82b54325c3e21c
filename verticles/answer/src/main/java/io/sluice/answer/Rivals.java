package io.sluice.answer;

import io.sluice.answer.PassageSearch.Found;
import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.KeptAnswer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is found now that an answer from before has to stand against: passages that are found before the
 * last one it cites, or have as many of the question's words as one that it cites. What is found behind
 * these, because something has to be, could not have answered better.
 */
final class Rivals {

  private Rivals() {}

  /** Those it cites are among them; null where one that it cites is not found any more. */
  static @Nullable List<Basis> of(KeptAnswer kept, String question, Found found) {
    var cited = Cited.passages(kept.done());
    var hits = found.hits();
    var places = IntStream.range(0, hits.size())
        .filter(i -> cited.contains(hits.get(i).passage().id())).toArray();
    if (places.length < cited.size()) {
      return null;
    }
    if (places.length == 0 || found.isWidened()) {
      return found.basis();
    }
    var words = QuestionWords.of(question);
    var fewest = IntStream.of(places).mapToLong(i -> words.in(hits.get(i).passage())).min()
        .orElse(0);
    var last = places[places.length - 1];
    return IntStream.range(0, hits.size())
        .filter(i -> i <= last || words.in(hits.get(i).passage()) >= fewest)
        .mapToObj(i -> new Basis(hits.get(i).passage().document(), hits.get(i).passage().hash()))
        .toList();
  }
}
