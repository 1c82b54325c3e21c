package io.sluice.evaluation;

import io.sluice.evaluation.dataset.Question;
import io.sluice.evaluation.measure.Scores;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a data set.
 *
 * @param format it was written in
 * @param passages that its documents were cut into, as far as they are searched
 * @param chunking the settings they were cut by
 * @param model of the vectors
 * @param notes what one has to know to understand the numbers
 */
public record Evaluated(String dataset, String format, int documents, int passages, String chunking,
    String model, List<Question> questions, List<Outcome> outcomes, List<String> notes) {

  public Evaluated {
    questions = List.copyOf(questions);
    outcomes = List.copyOf(outcomes);
    notes = List.copyOf(notes);
  }

  /**
   * What came of one run.
   *
   * @param scores of the questions, in their order
   * @param degraded how often what was given up
   * @param difference from the first run; null of that itself
   */
  public record Outcome(Run run, List<Scores> scores, Map<String, Integer> degraded,
      Latency latency, @Nullable Difference difference) {
    public Outcome {
      scores = List.copyOf(scores);
      degraded = Map.copyOf(degraded);
    }
  }

  /** How long one search takes when it is the only one, in milliseconds. */
  public record Latency(double p50, double p99, int questions) {}

  /** The chance that a run as good as the first differs so much from it. */
  public record Difference(double ndcg, double mrr) {}
}
