package io.sluice.retrieval;

import io.sluice.message.Tuning.Blend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the findings of the legs in one order.
 *
 * <p>{@link Blend#RRF}: a passage gets {@code weight / (constant + rank)} from each leg that found it,
 * as a share of the most there could have been, so 1 is the first of every leg that ran. Ranks can be
 * added up where scores of different kinds cannot. The score says how much the legs agree, not how good
 * the best passage is; for that there are the legs' own scores.
 *
 * <p>{@link Blend#CONVEX}: a passage gets its leg's score as a share of the leg's best, counted from the
 * least that a score of that kind can be (0 of BM25, −1 of a cosine), times the leg's share of the
 * weights. It keeps how far apart two passages are, which ranks forget.
 */
final class Fusion {

  private static final double LEAST_KEYWORD = 0;
  private static final double LEAST_VECTOR = -1;

  private final Weights weights;
  private final Blend blend;
  private final int constant;

  Fusion(Weights weights, Blend blend, int constant) {
    this.weights = weights;
    this.blend = blend;
    this.constant = constant;
  }

  /**
   * A passage in the fused order, with the score and the rank of each leg that found it. Ranks begin at
   * 1; 0 is that of a passage that a leg did not find.
   */
  record Fused(int doc, double score, @Nullable Double keyword, @Nullable Double vector,
      int keywordRank, int vectorRank) {

    private Fused and(Fused other) {
      return new Fused(doc, score + other.score, keyword, other.vector, keywordRank,
          other.vectorRank);
    }
  }

  /** The best {@code count}, the best first; where two are equal, the one with the words in it. */
  List<Fused> fuse(List<Found> keyword, List<Found> vector, int count) {
    var fused = new LinkedHashMap<Integer, Fused>();
    var byWords = shares(keyword, LEAST_KEYWORD, weights.keyword());
    for (var i = 0; i < keyword.size(); i++) {
      var found = keyword.get(i);
      fused.put(found.doc(),
          new Fused(found.doc(), byWords.get(i), found.score(), null, i + 1, 0));
    }
    var byMeaning = shares(vector, LEAST_VECTOR, weights.vector());
    for (var i = 0; i < vector.size(); i++) {
      var found = vector.get(i);
      fused.merge(found.doc(),
          new Fused(found.doc(), byMeaning.get(i), null, found.score(), 0, i + 1), Fused::and);
    }
    return fused.values().stream().sorted(Comparator.comparingDouble(Fused::score).reversed())
        .limit(count).toList();
  }

  /** What each passage of a leg gets from it. */
  private List<Double> shares(List<Found> leg, double least, double weight) {
    var share = weight / (weights.keyword() + weights.vector());
    var shares = new ArrayList<Double>(leg.size());
    for (var i = 0; i < leg.size(); i++) {
      shares.add(share * switch (blend) {
        case RRF -> (constant + 1.0) / (constant + i + 1);
        case CONVEX -> portion(leg.get(i).score() - least, leg.getFirst().score() - least);
      });
    }
    return shares;
  }

  private static double portion(double score, double best) {
    return best == 0 ? 1 : score / best;
  }
}
