package io.sluice.language;

import java.util.Locale;
import java.util.Set;

/**
 * The words whose full stop need not end a sentence, and what has to follow for it to end one.
 *
 * <p>Given in lower case, without the last full stop.
 */
final class Abbreviations {

  /** What an abbreviation says about the full stop after it. */
  enum Kind {
    /** No abbreviation: the full stop ends the sentence. */
    NONE,
    /** Something always follows: "Mr. Kim", "e.g. this". */
    NEVER_LAST,
    /** A number follows, or it was the word: "No. 5", "I said no." */
    BEFORE_NUMBER,
    /** May be the last word: "Acme Inc. The firm", "Acme Inc. of Seoul". */
    MAYBE_LAST
  }

  static final int LONGEST = 8;

  private static final Set<String> NEVER_LAST = Set.copyOf(WordList.of("""
      mr mrs ms mx dr prof st gen rep sen gov capt lt col sgt rev hon messrs mt
      e.g i.e vs cf viz approx incl excl resp ca esp"""));
  private static final Set<String> BEFORE_NUMBER = Set.copyOf(WordList.of("""
      no nos p pp vol vols fig figs eq eqs ch chap sec art ext tel ver rev ref par para cl item
      jan feb mar apr jun jul aug sep sept oct nov dec"""));
  private static final Set<String> MAYBE_LAST = Set.copyOf(WordList.of("""
      inc ltd co corp llc jr sr etc al a.m p.m dept est ave blvd rd bldg u.s u.k e.u u.n ph.d"""));

  /** Words that start a sentence more often than they follow an abbreviation. */
  private static final Set<String> SENTENCE_STARTERS = Set.copyOf(WordList.of("""
      The A An This That These Those It He She We They You I There Here In On At For From By With
      If When While After Before As Since Although However But And So Then Also Its His Her Our
      Their Your My Please What How Who Where Why All Each Every No Not Yes"""));

  private Abbreviations() {}

  static Kind kind(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    if (NEVER_LAST.contains(lower)) {
      return Kind.NEVER_LAST;
    }
    if (BEFORE_NUMBER.contains(lower)) {
      return Kind.BEFORE_NUMBER;
    }
    return MAYBE_LAST.contains(lower) || isInitials(word) ? Kind.MAYBE_LAST : Kind.NONE;
  }

  static boolean startsSentence(String word) {
    return SENTENCE_STARTERS.contains(word);
  }

  /** "J", "U.S.A": single capitals with full stops between them. */
  private static boolean isInitials(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (i % 2 == 0 ? c < 'A' || c > 'Z' : c != '.') {
        return false;
      }
    }
    return word.length() % 2 == 1;
  }
}
