package io.sluice.evaluation.report;

import io.sluice.evaluation.Evaluated;
import io.sluice.evaluation.Evaluated.Outcome;
import io.sluice.evaluation.dataset.Question;
import io.sluice.evaluation.measure.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The questions that a run did worst on, compared with the first run. */
final class Losses {
  private static final int MOST = 10;

  private Losses() {}

  /** A question with its scores in the first run and in this one. */
  record Loss(Question question, Scores first, Scores now) {
    double ndcg() {
      return now.ndcg() - first.ndcg();
    }

    double mrr() {
      return now.mrr() - first.mrr();
    }
  }

  /** The greatest loss of nDCG first; of equal ones that of MRR. */
  static List<Loss> of(Evaluated evaluated, Outcome outcome) {
    var losses = new ArrayList<Loss>();
    for (var i = 0; i < outcome.scores().size(); i++) {
      losses.add(new Loss(evaluated.questions().get(i),
          evaluated.outcomes().getFirst().scores().get(i), outcome.scores().get(i)));
    }
    return losses.stream().filter(loss -> loss.ndcg() < 0 || loss.mrr() < 0)
        .sorted(Comparator.comparingDouble(Loss::ndcg).thenComparingDouble(Loss::mrr)).limit(MOST)
        .toList();
  }
}
