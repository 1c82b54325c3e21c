package io.sluice.cache.alike;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The pairs of letters of a word, a syllable of Hangul being two or three letters. */
final class Letters {
  private static final char BEGINNING = '^';
  /** So many pairs count in full; each after them less than the one before. */
  private static final int FULL = 3;
  private static final float FADING = 2;
  private static final int LONGEST = 48;

  private Letters() {}

  /** Distinct and sorted. */
  static int[] pairs(String text) {
    var letters = BEGINNING + Normalizer.normalize(text, Normalizer.Form.NFD);
    return IntStream.range(0, letters.length() - 1).map(i -> pair(letters, i)).sorted().distinct()
        .toArray();
  }

  static Map<Integer, Float> weightedPairs(String word) {
    var letters = BEGINNING + Normalizer.normalize(word, Normalizer.Form.NFD);
    var pairs = new HashMap<Integer, Float>();
    for (var i = 0; i + 1 < Math.min(letters.length(), LONGEST); i++) {
      pairs.merge(pair(letters, i), 1 / (1 + Math.max(0, i - FULL) / FADING), Math::max);
    }
    return Map.copyOf(pairs);
  }

  private static int pair(String letters, int at) {
    return letters.charAt(at) << 16 | letters.charAt(at + 1);
  }
}
