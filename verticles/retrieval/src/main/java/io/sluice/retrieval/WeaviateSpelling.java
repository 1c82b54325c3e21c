package io.sluice.retrieval;

import static io.weaviate.client6.v1.api.collections.query.Filter.property;

import io.sluice.language.Language;
import io.weaviate.client6.v1.api.collections.query.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.spell.LuceneLevenshteinDistance;

/**
 * The nearest words in passages that the asker may see, in place of those of a question, none of which
 * is in any. As with {@link Spelling} the first letter is right.
 */
final class WeaviateSpelling {

  private static final int LONGEST = 40;
  private static final int MOST_PASSAGES = 500;

  private final WeaviateTable passages;
  private final Filter wanted;
  private final LuceneLevenshteinDistance distance = new LuceneLevenshteinDistance();

  WeaviateSpelling(WeaviateTable passages, Filter wanted) {
    this.passages = passages;
    this.wanted = wanted;
  }

  Words nearest(Words words) throws IOException {
    var nearest = Words.none();
    for (var language : Words.LANGUAGES) {
      for (var term : words.of(language).keySet().stream().limit(Spelling.MOST_WORDS).toList()) {
        var other = nearest(term, language);
        if (other.isPresent()) {
          nearest.add(language, other.get(), 1);
        }
      }
    }
    return nearest;
  }

  private Optional<String> nearest(String term, Language language) throws IOException {
    var letters = term.codePoints().mapToObj(Character::toString).toList();
    if (letters.size() < Spelling.shortest(language) || letters.size() > LONGEST) {
      return Optional.empty();
    }
    var mark = WeaviateWords.marked("", language);
    var near = mostFrequent(term, mark, oneEdit(letters), 1);
    return near.isPresent() || Spelling.mostEdits(language) == 1
        ? near
        : mostFrequent(term, mark, twoEdits(letters), 2);
  }

  /** Of those in passages with a word of such a pattern. */
  private Optional<String> mostFrequent(String term, String mark, List<String> patterns, int edits)
      throws IOException {
    var any = patterns.stream().distinct()
        .map(pattern -> property(WeaviateSchema.WORDS).like(mark + pattern))
        .toArray(Filter[]::new);
    var counts = new HashMap<String, Integer>();
    for (var row : passages.find(Filter.and(wanted, Filter.or(any)), MOST_PASSAGES,
        WeaviateSchema.WORDS)) {
      for (var word : row.words()) {
        if (word.startsWith(mark) && isWithin(edits, term, word.substring(mark.length()))) {
          counts.merge(word.substring(mark.length()), 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Integer>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  private boolean isWithin(int edits, String term, String other) {
    var shorter = Math.min(term.codePointCount(0, term.length()),
        other.codePointCount(0, other.length()));
    return other.codePointAt(0) == term.codePointAt(0)
        && (1 - distance.getDistance(term, other)) * shorter < edits + 0.5;
  }

  /** All words with a letter more, less or in place of another, or two that changed places. */
  private static List<String> oneEdit(List<String> letters) {
    var patterns = new ArrayList<String>();
    for (var i = 1; i <= letters.size(); i++) {
      patterns.add(text(letters, 0, i) + "?" + text(letters, i, letters.size()));
      if (i < letters.size()) {
        var rest = text(letters, i + 1, letters.size());
        patterns.add(text(letters, 0, i) + rest);
        patterns.add(text(letters, 0, i) + "?" + rest);
      }
      if (i + 1 < letters.size()) {
        patterns.add(text(letters, 0, i) + text(letters, i + 1, i + 2) + text(letters, i, i + 1)
            + text(letters, i + 2, letters.size()));
      }
    }
    return patterns;
  }

  /** All that have one of three pieces unchanged, as those with two edits must. */
  private static List<String> twoEdits(List<String> letters) {
    var patterns = new ArrayList<String>();
    var size = letters.size();
    for (var piece = 0; piece < 3; piece++) {
      var from = 1 + piece * (size - 1) / 3;
      var to = 1 + (piece + 1) * (size - 1) / 3;
      patterns.add(letters.getFirst() + "*" + text(letters, from, to) + "*");
    }
    return patterns;
  }

  private static String text(List<String> letters, int from, int to) {
    return WeaviateNames.literally(String.join("", letters.subList(from, to)));
  }
}
