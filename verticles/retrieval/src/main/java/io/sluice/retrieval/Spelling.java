package io.sluice.retrieval;

import io.sluice.language.Language;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;

/** The nearest words that an index has, in place of those of a question, none of which it has. */
final class Spelling {

  /** Korean words are short, and a syllable is much of them. */
  private static final Map<Language, Integer> SHORTEST = Map.of(Language.KOREAN, 2,
      Language.ENGLISH, 4);
  private static final Map<Language, Integer> MOST_EDITS = Map.of(Language.KOREAN, 1,
      Language.ENGLISH, 2);
  /** Each is an automaton run over all words there are. */
  static final int MOST_WORDS = 8;

  private final IndexReader reader;

  Spelling(IndexReader reader) {
    this.reader = reader;
  }

  /** The nearest words, of which there may be none. */
  Words nearest(Words words) throws IOException {
    var nearest = Words.none();
    for (var language : Words.LANGUAGES) {
      for (var term : words.of(language).keySet().stream().limit(MOST_WORDS).toList()) {
        for (var suggestion : checker(language).suggestSimilar(
            new Term(Schema.words(Schema.TEXT, language), term), 1, reader,
            SuggestMode.SUGGEST_WHEN_NOT_IN_INDEX)) {
          nearest.add(language, suggestion.string, 1);
        }
      }
    }
    return nearest;
  }

  /** The fewest letters of a word that may be spelled otherwise. */
  static int shortest(Language language) {
    return SHORTEST.getOrDefault(language, 1);
  }

  static int mostEdits(Language language) {
    return MOST_EDITS.getOrDefault(language, 1);
  }

  private static DirectSpellChecker checker(Language language) {
    var checker = new DirectSpellChecker();
    checker.setMinQueryLength(shortest(language));
    checker.setMaxEdits(mostEdits(language));
    checker.setAccuracy(0.4f);
    return checker;
  }
}
