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

/** The legs of a search, run at once where another thread is free, and put into one order. */
record Legs(IndexSearcher searcher, Workers workers, Query wanted, SearchPlan plan) {

  /** Blocks, on a worker; it takes the words, and the vectors too where no other has time for them. */
  List<Fused> search(Words words, @Nullable Vector vector)
      throws IOException, InterruptedException {
    var meaning = new FutureTask<>(() -> byMeaning(vector));
    if (plan.weights().areOfBothLegs()) {
      workers.runIfFree(meaning);
    }
    var keyword = plan.weights().keyword() == 0
        ? List.<Found>of()
        : KeywordLeg.search(searcher, words, wanted, plan.candidates());
    meaning.run();
    return plan.fusion().fuse(keyword, result(meaning), plan.candidates());
  }

  private List<Found> byMeaning(@Nullable Vector vector) throws IOException {
    var space = plan.space();
    return vector == null || space == null
        ? List.of()
        : VectorLeg.search(searcher, space, vector, wanted, plan.candidates(),
            plan.precision());
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
