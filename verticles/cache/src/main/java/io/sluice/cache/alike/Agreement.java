package io.sluice.cache.alike;

import java.util.function.LongToDoubleFunction;

/**
 * How far two wordings agree, as numbers that {@link Scale} makes one of.
 *
 * @param terms the cosine of their content terms, rare ones counting more
 * @param pairs the same of their pairs of characters
 * @param words how well each word finds one like it on the other side, taken from the side that finds less
 * @param letters what of their letters they share, wherever it stands
 * @param shared how much the terms that both have say
 * @param missing how many terms one side has that are not on the other, of the side that has more
 * @param missingBoth the same of the side that has fewer: what was put in the place of something else
 * @param sameEnd whether they end with the same word, which in Korean is most often the asking itself
 */
record Agreement(double terms, double pairs, double words, double letters, double shared,
    int missing, int missingBoth, boolean sameEnd) {

  /** With the weight of everything that is counted, by its key. */
  static Agreement of(Wording one, Wording other, LongToDoubleFunction rarity) {
    var terms = terms(one, other, rarity);
    int missingHere = missing(one, other);
    int missingThere = missing(other, one);
    return new Agreement(terms[0], pairs(one.pairs(), other.pairs(), rarity),
        Math.min(found(one, other, rarity), found(other, one, rarity)),
        letters(one.letters(), other.letters()), terms[1], Math.max(missingHere, missingThere),
        Math.min(missingHere, missingThere), sameEnd(one, other));
  }

  private static double[] terms(Wording one, Wording other, LongToDoubleFunction rarity) {
    double common = 0;
    double shared = 0;
    double here = 0;
    for (var i = 0; i < one.termKeys().length; i++) {
      var weight = rarity.applyAsDouble(one.termKeys()[i]);
      here += weight * weight;
      if (other.has(one.terms().get(i))) {
        common += weight * weight;
        shared += weight;
      }
    }
    double there = 0;
    for (var key : other.termKeys()) {
      var weight = rarity.applyAsDouble(key);
      there += weight * weight;
    }
    return new double[]{here * there == 0 ? 0 : common / Math.sqrt(here * there), shared};
  }

  private static double pairs(long[] one, long[] other, LongToDoubleFunction rarity) {
    double common = 0;
    double here = 0;
    double there = 0;
    int i = 0;
    int j = 0;
    while (i < one.length || j < other.length) {
      int order = i == one.length ? 1 : j == other.length ? -1 : Long.compare(one[i], other[j]);
      var weight = rarity.applyAsDouble(order <= 0 ? one[i] : other[j]);
      here += order <= 0 ? weight * weight : 0;
      there += order >= 0 ? weight * weight : 0;
      common += order == 0 ? weight * weight : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return here * there == 0 ? 0 : common / Math.sqrt(here * there);
  }

  private static double found(Wording from, Wording in, LongToDoubleFunction rarity) {
    double found = 0;
    double all = 0;
    for (var word : from.words()) {
      double best = 0;
      for (var other : in.words()) {
        best = Math.max(best, word.likeness(other));
      }
      var weight = rarity.applyAsDouble(word.head());
      found += weight * best;
      all += weight;
    }
    return all == 0 ? 0 : found / all;
  }

  private static double letters(int[] one, int[] other) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      int order = Integer.compare(one[i], other[j]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return one.length + other.length == 0 ? 0 : 2.0 * common / (one.length + other.length);
  }

  private static int missing(Wording from, Wording in) {
    int missing = 0;
    for (var term : from.terms()) {
      missing += in.has(term) || in.flat().contains(term) ? 0 : 1;
    }
    return missing;
  }

  private static boolean sameEnd(Wording one, Wording other) {
    return !one.words().isEmpty() && !other.words().isEmpty()
        && one.words().getLast().head() == other.words().getLast().head();
  }
}
