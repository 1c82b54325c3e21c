package io.sluice.answer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.message.Hit;
import java.util.List;
import java.util.Objects;

/**
 * How good the best passage of each answer was, from 0 to 1. Where passages were reranked that is the
 * reranker's score, else the search's, as the answer's sources show it. A cross-encoder in this process
 * gives logits: where any score is outside of 0 to 1, the logistic function puts the best between them.
 */
final class TopScore {
  private static final double[] BUCKETS = {.1, .2, .3, .4, .5, .6, .7, .8, .9, 1};

  private final DistributionSummary scores;

  TopScore(MeterRegistry registry) {
    this.scores = DistributionSummary.builder("rag.rerank.top1.score")
        .description("The best passage of an answer that was made: its score by the reranker, else"
            + " that of the search as the answer's sources show it")
        .serviceLevelObjectives(BUCKETS).register(registry);
  }

  /** Of an answer that is made from these; without any there is no best one. */
  void record(List<Hit> hits) {
    if (!hits.isEmpty()) {
      scores.record(of(hits));
    }
  }

  static double of(List<Hit> hits) {
    var best = hits.getFirst();
    var reranked = best.legs().rerank();
    if (reranked == null) {
      return Math.clamp(best.score(), 0, 1);
    }
    var logits = hits.stream().map(hit -> hit.legs().rerank()).filter(Objects::nonNull)
        .anyMatch(score -> score < 0 || score > 1);
    return logits ? 1 / (1 + Math.exp(-reranked)) : reranked;
  }
}
