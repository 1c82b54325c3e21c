package io.sluice.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The values are computed by hand; log2 of 2, 3, 4 and 5 are 1, 1.58496, 2 and 2.32193. */
class ScoresTest {
  private static final double CLOSE = 1e-5;

  @Test
  void gainIsTheRelevanceAndSinksWithTheRank() {
    var scores = Scores.of(List.of("a", "b", "c"), Map.of("b", 2, "c", 1), 5);
    // (2 / 1.58496 + 1 / 2) / (2 / 1 + 1 / 1.58496)
    assertEquals(1.76186 / 2.63093, scores.ndcg(), CLOSE);
  }

  @Test
  void anIdealOrderIsWorthOne() {
    var scores = Scores.of(List.of("b", "c", "x"), Map.of("b", 3, "c", 1, "d", 0), 5);
    assertEquals(1, scores.ndcg(), CLOSE);
    assertEquals(1, scores.mrr());
    assertEquals(1, scores.rank());
  }

  @Test
  void whatIsRelevantAndNotFoundLowersTheIdeal() {
    var scores = Scores.of(List.of("a"), Map.of("a", 1, "b", 1, "c", 1), 5);
    // 1 / (1 + 1 / 1.58496 + 1 / 2)
    assertEquals(1 / 2.13093, scores.ndcg(), CLOSE);
    assertEquals(1.0 / 3, scores.recall100(), CLOSE);
  }

  @Test
  void moreThanTenRelevantDocumentsCanStillBeFoundIdeally() {
    var found = new ArrayList<String>();
    var judgements = new HashMap<String, Integer>();
    for (var i = 0; i < 15; i++) {
      found.add("d" + i);
      judgements.put("d" + i, 1);
    }
    var scores = Scores.of(found, judgements, 5);
    assertEquals(1, scores.ndcg(), CLOSE);
    assertEquals(10.0 / 15, scores.recall10(), CLOSE);
  }

  @Test
  void recallCountsAtEachDepth() {
    var found = new ArrayList<String>();
    for (var i = 1; i <= 101; i++) {
      found.add("d" + i);
    }
    var judgements = Map.of("d1", 1, "d5", 1, "d10", 2, "d100", 1, "d101", 1);
    var scores = Scores.of(found, judgements, 5);
    assertEquals(0.2, scores.recall1(), CLOSE);
    assertEquals(0.4, scores.recall5(), CLOSE);
    assertEquals(0.6, scores.recall10(), CLOSE);
    assertEquals(0.8, scores.recall100(), CLOSE);
  }

  @Test
  void precisionIsOfItsDepthHoweverFewAreFound() {
    var judgements = Map.of("a", 1, "c", 2);
    assertEquals(2.0 / 5, Scores.of(List.of("a", "b", "c"), judgements, 5).precision(), CLOSE);
    assertEquals(1.0 / 2, Scores.of(List.of("a", "b", "c"), judgements, 2).precision(), CLOSE);
    assertEquals(1, Scores.of(List.of("a", "b", "c"), judgements, 1).precision(), CLOSE);
  }

  @Test
  void reciprocalRankGoesByTheFirstRelevantOfAHundred() {
    assertEquals(1.0 / 3,
        Scores.of(List.of("x", "y", "a", "b"), Map.of("a", 1, "b", 3), 5).mrr(), CLOSE);
    var late = new ArrayList<String>();
    for (var i = 0; i < 100; i++) {
      late.add("x" + i);
    }
    late.add("a");
    var scores = Scores.of(late, Map.of("a", 1), 5);
    assertEquals(0, scores.mrr());
    assertEquals(101, scores.rank());
  }

  @Test
  void aDocumentThatIsInTheListAgainCountsOnceAndWhereItIsFirst() {
    var judgements = Map.of("a", 1, "b", 1);
    var twice = Scores.of(List.of("x", "a", "a", "x", "a", "b"), judgements, 5);
    assertEquals(Scores.of(List.of("x", "a", "b"), judgements, 5), twice);
    assertEquals(1, twice.recall5(), CLOSE);
  }

  @Test
  void nothingFoundIsWorthNothing() {
    var scores = Scores.of(List.of(), Map.of("a", 1), 5);
    assertEquals(0, scores.ndcg());
    assertEquals(0, scores.mrr());
    assertEquals(0, scores.recall100());
    assertEquals(0, scores.precision());
    assertNull(scores.rank());
  }

  @Test
  void withNothingToFindThereIsNothingToWin() {
    assertEquals(0, Scores.of(List.of("a"), Map.of(), 5).ndcg());
    assertEquals(0, Scores.of(List.of("a"), Map.of(), 5).recall10());
  }

  @Test
  void whatIsJudgedNotRelevantOrWorseIsNotRelevant() {
    var scores = Scores.of(List.of("spam", "a"), Map.of("spam", -2, "zero", 0, "a", 1), 5);
    assertEquals(1 / 1.58496, scores.ndcg(), CLOSE);
    assertEquals(2, scores.rank());
    assertEquals(1, scores.recall5(), CLOSE);
  }

  @Test
  void equalRelevancesAreIdealInEitherOrder() {
    var judgements = Map.of("a", 1, "b", 1);
    assertEquals(1, Scores.of(List.of("a", "b"), judgements, 5).ndcg(), CLOSE);
    assertEquals(1, Scores.of(List.of("b", "a"), judgements, 5).ndcg(), CLOSE);
  }

  @Test
  void aRunIsJudgedByItsMeans() {
    var scores = List.of(Scores.of(List.of("a"), Map.of("a", 1), 5),
        Scores.of(List.of("x", "a"), Map.of("a", 1), 5), Scores.of(List.of(), Map.of("a", 1), 5));
    assertEquals(1.5 / 3, Metric.MRR.mean(scores), CLOSE);
    assertEquals(1.0 / 3, Metric.RECALL_1.mean(scores), CLOSE);
    assertEquals(0, Metric.NDCG.mean(List.of()));
  }
}
