package io.sluice.cache.alike;

import java.util.Map;

/**
 * A written word by the letters it is made of.
 *
 * @param text in lower case
 * @param head the key of its beginning: two syllables, or four letters of another script
 * @param pairs its pairs of letters and how much each says: the beginning says more than the ending
 * @param weight of all pairs together
 */
record Word(String text, long head, Map<Integer, Float> pairs, float weight) {
  private static final long HEAD = 0x165667B19E3779F9L;
  private static final int SYLLABLES = 2;
  private static final int LETTERS = 4;

  static Word of(String text) {
    var hangul = text.charAt(0) >= 0xAC00 && text.charAt(0) <= 0xD7A3;
    var head = text.substring(0, Math.min(text.length(), hangul ? SYLLABLES : LETTERS));
    var pairs = Letters.weightedPairs(text);
    var weight = 0f;
    for (var pair : pairs.values()) {
      weight += pair;
    }
    return new Word(text, Wording.key(head, HEAD), pairs, weight);
  }

  /** From 0 for nothing in common to 1 for the same. */
  double likeness(Word other) {
    return pairs.size() <= other.pairs.size() ? likenessTo(other) : other.likenessTo(this);
  }

  private double likenessTo(Word other) {
    var common = 0f;
    for (var pair : pairs.entrySet()) {
      var there = other.pairs.get(pair.getKey());
      if (there != null) {
        common += Math.min(there, pair.getValue());
      }
    }
    return 2.0 * common / (weight + other.weight);
  }
}
