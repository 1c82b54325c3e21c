package io.sluice.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passage that was found, with its score in all and on each leg that saw it.
 *
 * @param why what led to it; null where nobody said
 */
public record Hit(Passage passage, double score, Legs legs, @Nullable Why why) {

  /** A hit nobody explains. */
  public Hit(Passage passage, double score, Legs legs) {
    this(passage, score, legs, null);
  }

  /** The score each leg gave; null where a leg did not run or did not find the passage. */
  public record Legs(@Nullable Double keyword, @Nullable Double vector, @Nullable Double rerank) {}

  /**
   * What led to a hit. Ranks begin at 1.
   *
   * @param keyword its rank on that leg; null where it was not found there
   * @param vector its rank on that leg; null where it was not found there
   * @param fused its rank when the legs were one order, and before it was reranked
   * @param terms the words of the query that are in it, as they are searched for
   */
  public record Why(@Nullable Integer keyword, @Nullable Integer vector, int fused,
      List<String> terms) {
    public Why {
      terms = List.copyOf(terms);
    }
  }
}
