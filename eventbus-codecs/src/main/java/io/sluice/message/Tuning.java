package io.sluice.message;

import org.jspecify.annotations.Nullable;

/**
 * How one search is to be done otherwise than is configured; null for what is to be as configured.
 *
 * @param blend how the legs become one order
 * @param feedback what the best passages add to the question
 * @param vectorWeight of the leg by meaning beside the one by words (1), where the embedding model
 *        understands the question's language
 * @param uncoveredVectorWeight of it where the model does not
 * @param candidatesPerLeg how many passages each leg contributes
 * @param rrfConstant the larger, the less the first ranks stand out
 */
public record Tuning(@Nullable Blend blend, @Nullable Feedback feedback,
    @Nullable Double vectorWeight, @Nullable Double uncoveredVectorWeight,
    @Nullable Integer candidatesPerLeg, @Nullable Integer rrfConstant) {

  public static final Tuning NONE = new Tuning(null, null);

  /** Weights and numbers are as configured. */
  public Tuning(@Nullable Blend blend, @Nullable Feedback feedback) {
    this(blend, feedback, null, null, null, null);
  }

  /** How the findings of two legs become one order. */
  public enum Blend {
    /** By the ranks on each leg (reciprocal rank fusion). */
    RRF,
    /** By the scores, each leg's spread to run from 0 to 1 (convex combination). */
    CONVEX
  }

  /** What becomes of the best passages of a search, as if the asker had said that they are good. */
  public enum Feedback {
    /** Nothing. */
    OFF,
    /** What was found is put in order anew, by a vector that is a little nearer to theirs. */
    MEANING,
    /** It is searched again with their words, too: that finds what the first search did not. */
    WORDS
  }
}
