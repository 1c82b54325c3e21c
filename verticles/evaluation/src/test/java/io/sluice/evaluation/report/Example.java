package io.sluice.evaluation.report;

import io.sluice.evaluation.Evaluated;
import io.sluice.evaluation.Evaluated.Difference;
import io.sluice.evaluation.Evaluated.Latency;
import io.sluice.evaluation.Evaluated.Outcome;
import io.sluice.evaluation.RunReader;
import io.sluice.evaluation.dataset.Question;
import io.sluice.evaluation.measure.Scores;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Three questions, of which the second run lost one, won one and left one as it was. */
final class Example {
  static final Header HEADER = new Header("Sluice 0.1.0", Instant.parse("2026-01-31T23:00:00Z"),
      "sluice eval data", 100, 5);

  private Example() {}

  static Evaluated evaluated() {
    var questions = List.of(new Question("q1", "휴가는 | 며칠?", Map.of("d1", 1)),
        new Question("q2", "won", Map.of("d2", 1, "d3", 2)),
        new Question("q3", "same", Map.of("d4", 1)));
    var first = new Outcome(RunReader.read("keyword"),
        List.of(scores(questions.get(0), "d1"), scores(questions.get(1), "x", "d2"),
            scores(questions.get(2), "d4")),
        Map.of(), new Latency(1.25, 2.5, 3), null);
    var second = new Outcome(RunReader.read("mine:alpha=0.5"),
        List.of(scores(questions.get(0), "x"), scores(questions.get(1), "d3", "d2"),
            scores(questions.get(2), "d4")),
        Map.of("embedding", 2), new Latency(10, 20, 3), new Difference(0.25, 1));
    return new Evaluated("handbook", "JSONL", 1234, 5678, "chunking-1/auto/256/0", "minilm",
        questions, List.of(first, second), List.of("the first 3 of 9 questions"));
  }

  private static Scores scores(Question question, String... found) {
    return Scores.of(List.of(found), question.judgements(), 5);
  }
}
