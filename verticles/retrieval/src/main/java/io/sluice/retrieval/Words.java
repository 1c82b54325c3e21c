package io.sluice.retrieval;

import io.sluice.language.Analyzers;
import io.sluice.language.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words to search for, by the language whose fields they are looked up in, each with its weight.
 * Every text is analysed as each of the languages is: English terms stand in Korean passages and Korean
 * names in English ones. A passage is only in one of the fields, so nothing counts twice.
 *
 * <p>Whatever stands in a text is a word or nothing: there is no syntax.
 */
final class Words {

  /** Of each language; together below Lucene's bound of 1,024 clauses for a query. */
  private static final int MOST_TERMS = 256;

  static final List<Language> LANGUAGES = List.of(Language.KOREAN, Language.ENGLISH);

  private final Map<Language, Map<String, Float>> weights = new EnumMap<>(Language.class);

  private Words() {
    LANGUAGES.forEach(language -> weights.put(language, new LinkedHashMap<>()));
  }

  static Words none() {
    return new Words();
  }

  /** Those of a text, the first ones where there are too many. */
  static Words of(String text) throws IOException {
    var words = new Words();
    for (var language : LANGUAGES) {
      words.addAll(language, terms(text, language), 1);
    }
    return words;
  }

  /** The same words, to be added to. */
  Words copy() {
    var copy = new Words();
    weights.forEach((language, terms) -> copy.of(language).putAll(terms));
    return copy;
  }

  /** What is there keeps the weight it has. */
  void addAll(Language language, List<String> terms, float weight) {
    for (var term : terms) {
      add(language, term, weight);
    }
  }

  /** What is there keeps the weight it has. */
  boolean add(Language language, String term, float weight) {
    return of(language).putIfAbsent(term, weight) == null;
  }

  boolean isEmpty() {
    return weights.values().stream().allMatch(Map::isEmpty);
  }

  /** The terms of a language with their weights, in the order of the text. */
  Map<String, Float> of(Language language) {
    return weights.getOrDefault(language, Map.of());
  }

  /** The terms of a text as the fields of a language have them, as often as they occur. */
  static List<String> terms(String text, Language language) throws IOException {
    var terms = new ArrayList<String>();
    try (var tokens = Analyzers.forLanguage(language)
        .tokenStream(Schema.words(Schema.TEXT, language), text)) {
      var term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (terms.size() < MOST_TERMS && tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    }
    return terms;
  }
}
