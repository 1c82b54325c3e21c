package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopScoreTest {

  @Test
  void whereNothingWasRerankedItIsTheScoreOfTheSearch() {
    assertEquals(.8, TopScore.of(List.of(hit(.8, null), hit(.9, null))));
  }

  @Test
  void whereSomethingWasRerankedItIsTheScoreOfTheReranker() {
    assertEquals(.6, TopScore.of(List.of(hit(.2, .6), hit(.9, .1), hit(1, null))));
  }

  @Test
  void logitsArePutBetweenZeroAndOne() {
    assertEquals(.5, TopScore.of(List.of(hit(.2, 0.0), hit(.9, -4.0))));
    assertEquals(1, TopScore.of(List.of(hit(.2, 40.0))), 1e-9);
  }

  @Test
  void whereNothingWasFoundThereIsNoBest() {
    var registry = new SimpleMeterRegistry();
    new TopScore(registry).record(List.of());

    assertEquals(0, registry.get("rag.rerank.top1.score").summary().count());
  }

  private static Hit hit(double score, @Nullable Double reranked) {
    return new Hit(Neighbours.HIT.passage(), score, new Legs(null, null, reranked));
  }
}
