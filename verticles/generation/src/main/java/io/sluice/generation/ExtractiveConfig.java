package io.sluice.generation;

import io.sluice.strictjson.Check;

/**
 * How answers are made without a model.
 *
 * @param maxSentences the most sentences an answer quotes
 * @param minSupport how much of the question, from 0 to 1, the best sentence has to speak about; below
 *        it the answer is that nothing was found
 */
public record ExtractiveConfig(int maxSentences, double minSupport) {
  public static final ExtractiveConfig DEFAULT = new ExtractiveConfig(3, 0.36);

  public ExtractiveConfig {
    Check.range("max-sentences", maxSentences, 1, 20);
    Check.range("min-support", minSupport, 0, 1);
  }
}
