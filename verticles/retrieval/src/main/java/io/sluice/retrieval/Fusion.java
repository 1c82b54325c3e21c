package io.sluice.retrieval;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the findings of the legs in one order by weighted reciprocal rank fusion: a passage gets
 * {@code weight / (constant + rank)} from each leg that found it. Ranks can be added up where scores
 * of different kinds cannot.
 *
 * <p>The score is that sum as a share of the most there could have been, so 1 is the first of every
 * leg that ran. It says how much the legs agree, not how good the best one is; for that there are the
 * legs' own scores.
 */
final class Fusion {

  private final Weights weights;
  private final int constant;

  Fusion(Weights weights, int constant) {
    this.weights = weights;
    this.constant = constant;
  }

  /** A passage in the fused order, with the score of each leg that found it. */
  record Fused(int doc, double score, @Nullable Double keyword, @Nullable Double vector) {}

  /** The best {@code count}, the best first; where two are equal, the one with the words in it. */
  List<Fused> fuse(List<Found> keyword, List<Found> vector, int count) {
    var fused = new LinkedHashMap<Integer, Fused>();
    for (var i = 0; i < keyword.size(); i++) {
      var found = keyword.get(i);
      fused.put(found.doc(),
          new Fused(found.doc(), share(weights.keyword(), i), found.score(), null));
    }
    for (var i = 0; i < vector.size(); i++) {
      var found = vector.get(i);
      var share = share(weights.vector(), i);
      fused.merge(found.doc(), new Fused(found.doc(), share, null, found.score()),
          (both, _) -> new Fused(both.doc(), both.score() + share, both.keyword(), found.score()));
    }
    return fused.values().stream().sorted(Comparator.comparingDouble(Fused::score).reversed())
        .limit(count).toList();
  }

  private double share(double weight, int index) {
    var best = (weights.keyword() + weights.vector()) / (constant + 1);
    return weight / (constant + index + 1) / best;
  }
}
