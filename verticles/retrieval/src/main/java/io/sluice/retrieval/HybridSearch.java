package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * One search of a snapshot: the legs at once, where two threads are free, and then their fusion.
 * Without a vector there is the keyword leg alone, whatever was asked for.
 */
final class HybridSearch {

  private final FindPassages request;
  private final CallInfo call;
  private final Snapshot snapshot;
  private final Weights weights;
  /** That of the vectors that are searched; null where none are. */
  private final @Nullable Space space;
  private final Query wanted;
  private final int candidates;
  private final int rrfConstant;

  HybridSearch(FindPassages request, CallInfo call, Snapshot snapshot, RetrievalConfig config) {
    this.request = request;
    this.call = call;
    this.snapshot = snapshot;
    this.weights = Weights.of(request, config);
    this.space = weights.vector() == 0 ? null : Space.of(request);
    this.wanted = Visibility.wanted(request.filters(), call);
    this.candidates = Math.max(request.k(), config.candidatesPerLeg());
    this.rrfConstant = config.rrfConstant();
  }

  /** The worker that is asked takes the words, and the vectors too where no other has time for them. */
  Future<Reply<PassagesFound>> run(Workers workers) {
    var vector = new FutureTask<>(this::searchVector);
    if (weights.keyword() > 0 && weights.vector() > 0) {
      workers.runIfFree(vector);
    }
    return workers.answer(call, () -> {
      var keyword = searchWords();
      vector.run();
      return reply(keyword, result(vector));
    });
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

  private List<Found> searchWords() throws IOException {
    return weights.keyword() == 0
        ? List.of()
        : KeywordLeg.search(snapshot.searcher(), request.query(), wanted, candidates);
  }

  private List<Found> searchVector() throws IOException {
    var vector = request.vector();
    return vector == null || space == null || call.isLate()
        ? List.of()
        : VectorLeg.search(snapshot.searcher(), space, vector, wanted, candidates);
  }

  private Reply<PassagesFound> reply(List<Found> keyword, List<Found> vector) throws IOException {
    var otherModel = space == null ? null : snapshot.othersThan(space, call);
    return Reply.of(new PassagesFound(hits(keyword, vector), snapshot.epoch(), otherModel));
  }

  private List<Hit> hits(List<Found> keyword, List<Found> vector) throws IOException {
    var hits = new ArrayList<Hit>();
    var stored = snapshot.searcher().storedFields();
    for (var fused : new Fusion(weights, rrfConstant).fuse(keyword, vector, request.k())) {
      hits.add(new Hit(StoredPassage.read(stored, fused.doc()), fused.score(),
          new Legs(fused.keyword(), fused.vector(), null)));
    }
    return hits;
  }
}
