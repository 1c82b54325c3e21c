package io.sluice.evaluation.measure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well one question's documents were found, each value from 0 to 1.
 *
 * <p>As {@code trec_eval} has it, the gain of a document in nDCG is its relevance itself, and an
 * ideal list holds all that is judged relevant, whether it could be found or not.
 *
 * @param ndcg of the first 10
 * @param mrr one by the rank of the first relevant document, of the first 100
 * @param recall1 the share of the relevant documents that is among the first 1
 * @param precision the share of relevant documents among the first so many as were asked for
 * @param rank of the first relevant document, from 1; null where none was found
 */
public record Scores(double ndcg, double mrr, double recall1, double recall5, double recall10,
    double recall100, double precision, @Nullable Integer rank) {

  private static final int NDCG_DEPTH = 10;
  private static final int MRR_DEPTH = 100;

  /**
   * Scores a list of documents, the best first; of one that is in it again the first counts.
   *
   * @param judgements what is not above 0, or not there, is not relevant
   * @param precisionDepth how many documents the precision is of, found or not
   */
  public static Scores of(List<String> found, Map<String, Integer> judgements,
      int precisionDepth) {
    var gains = new LinkedHashSet<>(found).stream()
        .mapToInt(document -> Math.max(0, judgements.getOrDefault(document, 0))).toArray();
    var ideal = judgements.values().stream().mapToInt(Integer::intValue).filter(gain -> gain > 0)
        .map(gain -> -gain).sorted().map(gain -> -gain).toArray();
    var rank = firstRelevant(gains);
    return new Scores(ideal.length == 0 ? 0 : gain(gains) / gain(ideal),
        rank == null || rank > MRR_DEPTH ? 0 : 1.0 / rank, recall(gains, ideal, 1),
        recall(gains, ideal, 5), recall(gains, ideal, 10), recall(gains, ideal, 100),
        (double) relevant(gains, precisionDepth) / precisionDepth, rank);
  }

  private static double gain(int[] gains) {
    var sum = 0.0;
    for (var i = 0; i < Math.min(gains.length, NDCG_DEPTH); i++) {
      sum += gains[i] * Math.log(2) / Math.log(i + 2.0);
    }
    return sum;
  }

  private static double recall(int[] gains, int[] ideal, int depth) {
    return ideal.length == 0 ? 0 : (double) relevant(gains, depth) / ideal.length;
  }

  private static int relevant(int[] gains, int depth) {
    var relevant = 0;
    for (var i = 0; i < Math.min(gains.length, depth); i++) {
      relevant += gains[i] > 0 ? 1 : 0;
    }
    return relevant;
  }

  private static @Nullable Integer firstRelevant(int[] gains) {
    for (var i = 0; i < gains.length; i++) {
      if (gains[i] > 0) {
        return i + 1;
      }
    }
    return null;
  }
}
