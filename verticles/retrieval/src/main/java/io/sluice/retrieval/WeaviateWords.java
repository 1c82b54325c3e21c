package io.sluice.retrieval;

import io.sluice.language.Analyzers;
import io.sluice.language.Language;
import io.sluice.message.Retrieval.NewPassage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Texts as the words that Weaviate looks for. They are analysed here, as for Lucene, and Weaviate
 * parts them at the spaces. Each begins with its language, since what is a word in one may be a piece
 * of nothing in the other.
 *
 * <p>Over KorQuAD, whole paragraphs by words alone, title twice, one property (R@1, MRR@10):
 *
 * <pre>
 *                      the first 1,500 questions   all 5,774
 * words analysed here            .961 .978         .919 .952
 * kagome_kr                      .949 .968         .898 .937
 * trigram                        .931 .955         .890 .928
 * word                           .825 .867         .766 .822
 * </pre>
 *
 * {@code gse} has a Japanese and a Chinese dictionary and no Korean one.
 */
final class WeaviateWords {

  /** How finely weights are told apart. */
  private static final int TIMES = 20;

  private WeaviateWords() {}

  /**
   * What Weaviate is asked for.
   *
   * @param text words, where there are weights each as often as it weighs
   * @param times how often a word of weight 1 is in it, and so how much too high its scores are
   */
  record Asked(String text, int times) {}

  /** All that a passage is searched for as one text, in which the words of the title count twice. */
  static String of(String title, NewPassage passage) throws IOException {
    var language = Language.ofTag(passage.language());
    var words = new StringJoiner(" ");
    add(title, language, words);
    add(title, language, words);
    for (var heading : passage.heading()) {
      add(heading, language, words);
    }
    add(passage.text(), language, words);
    return words.toString();
  }

  private static void add(String text, Language language, StringJoiner words)
      throws IOException {
    try (var tokens = Analyzers.forLanguage(language).tokenStream("words", text)) {
      var term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(marked(term.toString(), language));
      }
      tokens.end();
    }
  }

  /** A word that is there twice weighs twice, which is the only way to weigh one. */
  static Asked ask(Words words) {
    var times = Words.LANGUAGES.stream()
        .allMatch(language -> words.of(language).values().stream().allMatch(weight -> weight == 1))
            ? 1
            : TIMES;
    var text = new StringJoiner(" ");
    for (var language : Words.LANGUAGES) {
      words.of(language).forEach((term, weight) -> {
        for (var i = 0; i < Math.max(1, Math.round(weight * times)); i++) {
          text.add(marked(term, language));
        }
      });
    }
    return new Asked(text.toString(), times);
  }

  /** Those of a name, to be looked up in each language. */
  static List<String> ofName(String name) throws IOException {
    var words = new ArrayList<String>();
    for (var language : Words.LANGUAGES) {
      words.addAll(ofName(name, language));
    }
    return words;
  }

  static List<String> ofName(String name, Language language) throws IOException {
    return marked(Words.terms(name, language), language);
  }

  static List<String> marked(Collection<String> terms, Language language) {
    return terms.stream().map(term -> marked(term, language)).toList();
  }

  static String marked(String term, Language language) {
    return switch (language) {
      case KOREAN -> "k" + term;
      case ENGLISH, OTHER -> "e" + term;
    };
  }
}
