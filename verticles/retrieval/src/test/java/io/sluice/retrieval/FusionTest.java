package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Tuning.Blend;
import io.sluice.retrieval.Fusion.Fused;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusionTest {

  private static final List<Found> KEYWORD = List.of(new Found(1, 9.5), new Found(2, 4.5));
  private static final List<Found> VECTOR = List.of(new Found(2, .9), new Found(3, .8));

  @Test
  void prefersWhatBothLegsFound() {
    assertEquals(List.of(2, 1, 3), order(new Weights(1, 1), 10));
  }

  @Test
  void goesByTheWeights() {
    assertEquals(List.of(1, 2, 3), order(new Weights(1, .01), 10));
    assertEquals(List.of(2, 3, 1), order(new Weights(.01, 1), 10));
  }

  @Test
  void stopsAtTheCount() {
    assertEquals(List.of(2), order(new Weights(1, 1), 1));
  }

  @Test
  void givesOneToTheFirstOfEachLeg() {
    var same = List.of(new Found(7, .5));
    assertEquals(List.of(new Fused(7, 1, .5, .5, 1, 1)),
        new Fusion(new Weights(1, 3), Blend.RRF, 60).fuse(same, same, 1));
  }

  @Test
  void givesEachItsShareOfTheMost() {
    var fused = new Fusion(new Weights(1, 3), Blend.RRF, 60).fuse(KEYWORD, VECTOR, 10);

    assertEquals(.25, score(fused, 1), 1e-9);
    assertEquals(.25 * 61 / 62 + .75, score(fused, 2), 1e-9);
    assertEquals(.75 * 61 / 62, score(fused, 3), 1e-9);
  }

  @Test
  void keepsTheScoreOfTheLegAlone() {
    var fused = new Fusion(new Weights(1, 0), Blend.RRF, 60).fuse(KEYWORD, List.of(), 10);

    assertEquals(List.of(new Fused(1, 1, 9.5, null, 1, 0),
        new Fused(2, score(fused, 2), 4.5, null, 2, 0)),
        fused);
  }

  @Test
  void goesByHowFarApartScoresAreWhereTheyAreBlended() {
    var fused = new Fusion(new Weights(.5, .5), Blend.CONVEX, 60).fuse(KEYWORD, VECTOR, 10);

    assertEquals(.5, score(fused, 1), 1e-9);
    assertEquals(.5 * 4.5 / 9.5 + .5, score(fused, 2), 1e-9);
    assertEquals(.5 * 1.8 / 1.9, score(fused, 3), 1e-9);
  }

  @Test
  void blendsALegWhoseScoresAreAllTheLeast() {
    var fused = new Fusion(new Weights(1, 0), Blend.CONVEX, 60).fuse(
        List.of(new Found(1, 0), new Found(2, 0)), List.of(), 10);

    assertEquals(List.of(1.0, 1.0), fused.stream().map(Fused::score).toList());
  }

  private static List<Integer> order(Weights weights, int count) {
    return new Fusion(weights, Blend.RRF, 60).fuse(KEYWORD, VECTOR, count).stream().map(Fused::doc)
        .toList();
  }

  private static double score(List<Fused> fused, int doc) {
    return fused.stream().filter(one -> one.doc() == doc).findFirst().orElseThrow().score();
  }
}
