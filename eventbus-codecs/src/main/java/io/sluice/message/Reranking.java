package io.sluice.message;

import java.time.Duration;
import java.util.List;

/** What can be asked of {@code rerank}: how well texts answer a question. */
public sealed interface Reranking extends Message {

  Ask<Rerank, Reranked> RERANK = new Ask<>("sluice.rerank", Rerank.class, Reranked.class,
      Duration.ofSeconds(10));

  /** Score these texts, the most promising first. */
  record Rerank(String query, List<String> texts) implements Reranking {
    public Rerank {
      texts = List.copyOf(texts);
    }
  }

  /**
   * The scores of the texts, in their order; the higher, the better. Only scores of one reply can be
   * compared.
   *
   * @param scores may be fewer than the texts: of the last ones there are none where time ran out
   */
  record Reranked(String model, List<Double> scores) implements Reranking {
    public Reranked {
      scores = List.copyOf(scores);
    }
  }
}
