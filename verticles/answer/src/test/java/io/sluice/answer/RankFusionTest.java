package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.answer.RankFusion.Ranking;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Hit.Why;
import io.sluice.message.Passage;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankFusionTest {

  @Test
  void whatSeveralListsHaveComesFirst() {
    assertEquals(List.of("b", "a", "c"), ids(RankFusion.fuse(
        List.of(list(1, "own", "a", "b"), list(0.5, "x", "b"), list(0.5, "y", "c", "b")), 10)));
  }

  @Test
  void theHeaviestListWinsWhereOthersDisagree() {
    assertEquals(List.of("a", "b", "c"), ids(RankFusion.fuse(
        List.of(list(1, "own", "a"), list(0.5, "x", "b"), list(0.5, "y", "c")), 10)));
  }

  @Test
  void theFirstOfOneWordingComesBehindTheFirstFiveOfTheQuestion() {
    assertEquals(List.of("a", "b", "c", "d", "e", "x", "f"), ids(RankFusion.fuse(
        List.of(list(WiderSearch.OWN, "own", "a", "b", "c", "d", "e", "f"),
            list(WiderSearch.OTHER, "x", "x")),
        10)));
  }

  @Test
  void theFirstOfEveryListScoresOne() {
    var fused = RankFusion.fuse(List.of(list(1, "own", "a"), list(0.5, "x", "a")), 10);

    assertEquals(1, fused.size());
    assertEquals(1.0, fused.getFirst().score(), 1e-12);
  }

  @Test
  void aPassageKeepsTheExplanationOfTheQuestionItselfWithItsNewRank() {
    var fused = RankFusion.fuse(
        List.of(list(1, "own", "a", "b"), list(0.5, "x", "b"), list(0.5, "y", "b")), 10);

    assertEquals(new Why(2, null, 1, List.of("own")), fused.getFirst().why());
    assertEquals(2, Objects.requireNonNull(fused.getLast().why()).fused());
  }

  @Test
  void noMoreThanAskedFor() {
    assertEquals(List.of("a"), ids(RankFusion.fuse(List.of(list(1, "own", "a", "b")), 1)));
  }

  private static Ranking list(double weight, String term, String... ids) {
    return new Ranking(weight, IntStream.range(0, ids.length)
        .mapToObj(i -> new Hit(new Passage("d", 1, ids[i], "t", List.of(), "en", ids[i], 0, 1,
            ids[i], null), 0.1, new Legs(1.0, null, null),
            new Why(i + 1, null, i + 1, List.of(term))))
        .toList());
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(hit -> hit.passage().id()).toList();
  }
}
