package io.sluice.evaluation.measure;

import java.util.List;

/** What a run is judged by, in the order of the table. */
public enum Metric {
  NDCG("nDCG@10"),
  MRR("MRR"),
  RECALL_1("R@1"),
  RECALL_5("R@5"),
  RECALL_10("R@10"),
  RECALL_100("R@100"),
  /** Its depth is told beside it. */
  PRECISION("P@");

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  /** What it is called in a table. */
  public String label(int precisionDepth) {
    return this == PRECISION ? label + precisionDepth : label;
  }

  public double of(Scores scores) {
    return switch (this) {
      case NDCG -> scores.ndcg();
      case MRR -> scores.mrr();
      case RECALL_1 -> scores.recall1();
      case RECALL_5 -> scores.recall5();
      case RECALL_10 -> scores.recall10();
      case RECALL_100 -> scores.recall100();
      case PRECISION -> scores.precision();
    };
  }

  /** The mean over all questions. */
  public double mean(List<Scores> scores) {
    return scores.stream().mapToDouble(this::of).average().orElse(0);
  }

  /** The value of each question, in their order. */
  public double[] each(List<Scores> scores) {
    return scores.stream().mapToDouble(this::of).toArray();
  }
}
