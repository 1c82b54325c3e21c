package io.sluice.retrieval;

import io.sluice.language.Language;
import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A collection's words that mean the same. Where one of a group stands in a question, the others are
 * searched for too, and count for less: 휴가 finds what is written about 연차 and vacation.
 */
final class Synonyms {

  private static final float WEIGHT = 0.5f;

  private final List<List<Synonym>> groups;

  private Synonyms(List<List<Synonym>> groups) {
    this.groups = groups;
  }

  /** A word or several, as it is written and as each language's fields have it. */
  private record Synonym(String written, List<String> korean, List<String> english) {

    static Synonym of(String written) throws IOException {
      return new Synonym(written, Words.terms(written, Language.KOREAN),
          Words.terms(written, Language.ENGLISH));
    }

    boolean isIn(List<String> koreanText, List<String> englishText) {
      return contains(koreanText, korean) || contains(englishText, english);
    }

    private static boolean contains(List<String> text, List<String> terms) {
      return !terms.isEmpty() && Collections.indexOfSubList(text, terms) >= 0;
    }
  }

  static Synonyms of(List<List<String>> groups) throws IOException {
    var all = new ArrayList<List<Synonym>>();
    for (var group : groups) {
      var synonyms = new ArrayList<Synonym>();
      for (var word : group) {
        synonyms.add(Synonym.of(word));
      }
      all.add(synonyms);
    }
    return new Synonyms(all);
  }

  /** Adds what means the same as something in the question; says what. */
  Expansion addTo(Words words, String question) throws IOException {
    var added = new LinkedHashSet<String>();
    if (!groups.isEmpty()) {
      var korean = Words.terms(question, Language.KOREAN);
      var english = Words.terms(question, Language.ENGLISH);
      for (var group : groups) {
        if (group.stream().anyMatch(synonym -> synonym.isIn(korean, english))) {
          group.stream().filter(synonym -> !synonym.isIn(korean, english))
              .forEach(synonym -> add(synonym, words, added));
        }
      }
    }
    return new Expansion(Kind.SYNONYMS, List.copyOf(added));
  }

  private static void add(Synonym synonym, Words words, Set<String> added) {
    words.addAll(Language.KOREAN, synonym.korean(), WEIGHT);
    words.addAll(Language.ENGLISH, synonym.english(), WEIGHT);
    added.add(synonym.written());
  }
}
