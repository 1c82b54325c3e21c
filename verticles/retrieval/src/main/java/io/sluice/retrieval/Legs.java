package io.sluice.retrieval;

import io.sluice.message.Vector;
import io.sluice.retrieval.Fusion.Fused;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * The legs of a search, run at once where another thread is free, and put into one order.
 *
 * @param space that of the vectors that are searched; null where none are
 */
record Legs(IndexSearcher searcher, Workers workers, Query wanted, Weights weights,
    Fusion fusion, @Nullable Space space, int candidates) {

  /** Blocks, on a worker; it takes the words, and the vectors too where no other has time for them. */
  List<Fused> search(Words words, @Nullable Vector vector)
      throws IOException, InterruptedException {
    var meaning = new FutureTask<>(() -> byMeaning(vector));
    if (weights.areOfBothLegs()) {
      workers.runIfFree(meaning);
    }
    var keyword = weights.keyword() == 0
        ? List.<Found>of()
        : KeywordLeg.search(searcher, words, wanted, candidates);
    meaning.run();
    return fusion.fuse(keyword, result(meaning), candidates);
  }

  private List<Found> byMeaning(@Nullable Vector vector) throws IOException {
    return vector == null || space == null || weights.vector() == 0
        ? List.of()
        : VectorLeg.search(searcher, space, vector, wanted, candidates);
  }

  private static <T> T result(FutureTask<T> leg) throws IOException, InterruptedException {
    try {
      return leg.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
