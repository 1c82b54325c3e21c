package io.sluice.generation.extractive;

import io.sluice.language.Language;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something the question speaks about: a term, or a compound that a text may also write apart.
 *
 * @param parts of a compound, else none
 */
record Concept(String term, List<String> parts) {

  /** The concepts of terms as {@code Terms} gives them, where a compound stands before its parts. */
  static List<Concept> of(List<String> terms) {
    var concepts = new ArrayList<Concept>();
    var at = 0;
    while (at < terms.size()) {
      var parts = partsOf(terms, at);
      concepts.add(new Concept(terms.get(at), parts));
      at += 1 + parts.size();
    }
    return concepts.stream().distinct().toList();
  }

  private static List<String> partsOf(List<String> terms, int at) {
    var compound = terms.get(at);
    var length = 0;
    for (var i = at + 1; i < terms.size() && compound.startsWith(terms.get(i), length); i++) {
      length += terms.get(i).length();
      if (length == compound.length() && i > at + 1) {
        return List.copyOf(terms.subList(at + 1, i + 1));
      }
    }
    return List.of();
  }

  boolean isNumber() {
    return term.codePoints().noneMatch(Character::isLetter);
  }

  boolean isOneSyllable() {
    return term.length() == 1 && Language.of(term) == Language.KOREAN;
  }

  /**
   * Whether it can say by itself what a question is about.
   *
   * @param counts whether the question has numbers; one syllable then is most often what they count
   */
  boolean isName(boolean counts) {
    if (isNumber() || (counts && isOneSyllable())) {
      return false;
    }
    return term.length() > 1 || UnicodeScript.of(term.charAt(0)) != UnicodeScript.LATIN;
  }

  /** How well it is met where each term is met so well: as a whole, or by its parts on average. */
  double met(ToDoubleFunction<String> how) {
    var apart = parts.stream().mapToDouble(how).average().orElse(0);
    return Math.max(how.applyAsDouble(term), apart);
  }
}
