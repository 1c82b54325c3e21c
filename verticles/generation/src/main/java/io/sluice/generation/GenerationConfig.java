package io.sluice.generation;

/**
 * How answers are made without a model.
 *
 * @param maxSentences the most sentences an answer quotes
 * @param minSupport how much of the question, from 0 to 1, the best sentence has to speak about; below
 *        it the answer is that nothing was found
 */
public record GenerationConfig(int maxSentences, double minSupport) {
  public static final GenerationConfig DEFAULT = new GenerationConfig(3, 0.36);

  public GenerationConfig {
    if (maxSentences < 1 || maxSentences > 20) {
      throw new IllegalArgumentException(
          "max-sentences must be from 1 to 20, not " + maxSentences);
    }
    if (!(minSupport >= 0 && minSupport <= 1)) {
      throw new IllegalArgumentException("min-support must be from 0 to 1, not " + minSupport);
    }
  }
}
