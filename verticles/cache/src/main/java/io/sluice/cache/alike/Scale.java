package io.sluice.cache.alike;

import org.jspecify.annotations.Nullable;

/**
 * Makes one number of an {@link Agreement}: the log-odds that two questions no guard minds are the same.
 *
 * <p>Two logistic regressions, with the cosine of the vectors and without. Each was fitted to half of a
 * public data set, to the pairs of questions that lie nearest to one another by the same look-up that
 * serves here (in English the 12 nearest of 999, in Korean the 40 nearest of 10,000, and once more to those
 * of them that the first fit took for the same, since it is there that it has to tell apart); the other half
 * served to check. What agrees was allowed to speak for sameness only, and what is missing against it:
 * whatever would have had the other sign was left out. That is why the lists differ.
 *
 * <p>The constants are shifted so that the chance {@link Judge#USUAL_THRESHOLD} is where one stops
 * serving; {@code sluice eval-cache} prints what comes of it.
 */
final class Scale {
  /** Keeps the logarithm of what is missing to a full agreement finite. */
  private static final double NEVER_FULL = 1.05;
  private static final double NEVER_FULL_COSINE = 1.03;
  private static final double NEAR = 0.8;

  private static final double WORDS = -6.02;
  private static final double VECTORS = -1.86;

  private Scale() {}

  static double logOdds(Agreement agreement, @Nullable Double cosine) {
    return cosine == null ? byWords(agreement) : byVectors(agreement, cosine);
  }

  private static double byWords(Agreement a) {
    return WORDS + 2.07 * a.terms() * a.pairs() + 0.99 * a.pairs()
        + 0.89 * rising(a.terms(), NEVER_FULL) + 3.00 * a.words() + 1.88 * a.words() * a.words()
        + 0.94 * rising(a.words(), NEVER_FULL) + 1.51 * a.letters() + 0.018 * a.shared()
        - 0.29 * a.missing() - 0.10 * a.missingBoth() - (a.sameEnd() ? 0.72 : 0);
  }

  private static double byVectors(Agreement a, double cosine) {
    return VECTORS + 2.16 * rising(cosine, NEVER_FULL_COSINE)
        + 0.81 * Math.max(0, cosine - NEAR) + 1.06 * a.letters() + 0.71 * a.pairs()
        + 0.030 * a.shared() - 0.46 * a.missing();
  }

  /** Slowly at first, and steeply where there is little left to agree in. */
  private static double rising(double part, double full) {
    return -Math.log(full - Math.min(1, part));
  }
}
