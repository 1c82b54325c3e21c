package io.sluice.launcher;

import io.sluice.launcher.WordDiff.Piece;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import io.sluice.message.QueryRecord.Stage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is otherwise between two answers to one question.
 *
 * @param notes what one has to know to read it
 * @param versions of documents that were in both, where they are others now
 * @param answer word by word
 * @param stages what each took, in the order of then, then those that are only now
 */
record Comparison(QueryRecord then, QueryRecord now, List<String> notes,
    List<PassageChange> passages, List<VersionChange> versions, List<Piece> answer,
    List<StageTimes> stages) {

  /** The latest version of a document that passages are of. */
  record VersionChange(String document, int then, int now) {}

  /** In milliseconds; null where it was not done. */
  record StageTimes(String name, @Nullable Double then, @Nullable Double now) {}

  /** @param words of the answer that is now */
  static Comparison of(QueryRecord then, QueryRecord now, String words, List<String> notes) {
    return new Comparison(then, now, notes, PassageChange.between(then.passages(), now.passages()),
        versions(then.passages(), now.passages()),
        WordDiff.between(Objects.requireNonNullElse(then.answer(), ""), words),
        stages(then.stages(), now.stages()));
  }

  boolean hasSameWords() {
    return answer.stream().allMatch(piece -> piece.change() == WordDiff.Change.KEPT);
  }

  private static List<VersionChange> versions(List<Quote> then, List<Quote> now) {
    var before = latest(then);
    var after = latest(now);
    return before.keySet().stream().filter(after::containsKey)
        .map(document -> new VersionChange(document, Objects.requireNonNull(before.get(document)),
            Objects.requireNonNull(after.get(document))))
        .filter(change -> change.then() != change.now()).toList();
  }

  private static Map<String, Integer> latest(List<Quote> passages) {
    return passages.stream().collect(
        Collectors.toMap(Quote::document, Quote::version, Math::max, LinkedHashMap::new));
  }

  /** A stage that is done several times, as a search in other words, takes what all of them take. */
  private static List<StageTimes> stages(List<Stage> then, List<Stage> now) {
    var before = times(then);
    var after = times(now);
    var names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream().map(name -> new StageTimes(name, before.get(name), after.get(name)))
        .toList();
  }

  private static Map<String, Double> times(List<Stage> stages) {
    return stages.stream().collect(
        Collectors.toMap(Stage::name, Stage::ms, Double::sum, LinkedHashMap::new));
  }
}
