package io.sluice.cache.alike;

import io.sluice.language.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * The words of a question, cut up in the ways that two wordings are compared: content terms (휴가, 신청),
 * pairs of characters that stand together, and the written words with their beginnings, in which a noun
 * stands before its particles and a stem before its endings.
 *
 * <p>Everything that is counted over all stored questions has a key: terms, pairs and heads are told apart
 * by their seeds.
 */
final class Wording {
  private static final int MOST = 200;
  private static final long TERM = 0x9E3779B97F4A7C15L;
  private static final long PAIR = 0xC2B2AE3D27D4EB4FL;

  private final List<String> terms;
  private final long[] termKeys;
  private final long[] pairs;
  private final List<Word> words;
  private final int[] letters;
  private final String flat;

  private Wording(List<String> terms, List<Word> words, String flat) {
    this.terms = terms;
    this.words = words;
    this.flat = flat;
    termKeys = terms.stream().mapToLong(term -> key(term, TERM)).toArray();
    pairs = pairs(flat);
    letters = Letters.pairs(flat);
  }

  static Wording of(String text) {
    var written = written(text);
    return new Wording(terms(text), written.stream().map(Word::of).toList(),
        String.join("", written));
  }

  /** Distinct content terms, in their order. */
  List<String> terms() {
    return terms;
  }

  /** Those of the terms, in the same order. */
  long[] termKeys() {
    return termKeys;
  }

  /** Those of the pairs of characters, written without spaces; sorted. */
  long[] pairs() {
    return pairs;
  }

  /** The written words, in their order. */
  List<Word> words() {
    return words;
  }

  /** The pairs of the letters that syllables are made of; sorted. */
  int[] letters() {
    return letters;
  }

  /** All letters and digits in lower case. */
  String flat() {
    return flat;
  }

  /** The written words, in lower case and without their marks. */
  private static List<String> written(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    var lower = text.toLowerCase(Locale.ROOT);
    for (var i = 0; i <= lower.length() && words.size() < MOST; i++) {
      if (i < lower.length() && Character.isLetterOrDigit(lower.charAt(i))) {
        word.append(lower.charAt(i));
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    return words;
  }

  private static List<String> terms(String text) {
    var distinct = new LinkedHashSet<>(Terms.of(text));
    return distinct.stream().limit(MOST).toList();
  }

  private static long[] pairs(String flat) {
    var pairs = new HashSet<Long>();
    for (var i = 0; i + 1 < flat.length(); i++) {
      pairs.add(key(flat.substring(i, i + 2), PAIR));
    }
    var sorted = pairs.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /**
   * Two words in 2^64 share one; {@link String#hashCode} would do so for many of two syllables.
   */
  static long key(String word, long seed) {
    var hash = seed;
    for (var i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * 0xFF51AFD7ED558CCDL;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  boolean has(String term) {
    return terms.contains(term);
  }
}
