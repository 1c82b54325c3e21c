package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * One search of a snapshot: the legs at once, each on a thread of its own, and then their fusion.
 * Without a vector there is the keyword leg alone, whatever was asked for.
 */
final class HybridSearch {

  private final FindPassages request;
  private final CallInfo call;
  private final Snapshot snapshot;
  private final Weights weights;
  private final Query wanted;
  private final int candidates;
  private final int rrfConstant;

  HybridSearch(FindPassages request, CallInfo call, Snapshot snapshot, RetrievalConfig config) {
    this.request = request;
    this.call = call;
    this.snapshot = snapshot;
    this.weights = Weights.of(request, config);
    this.wanted = Visibility.wanted(request.filters(), call);
    this.candidates = Math.max(request.k(), config.candidatesPerLeg());
    this.rrfConstant = config.rrfConstant();
  }

  Future<Reply<PassagesFound>> run(Workers workers) {
    var keyword = leg(workers, weights.keyword(), this::searchWords);
    var vector = leg(workers, weights.vector(), this::searchVector);
    return Future.join(keyword, vector)
        .compose(_ -> workers.answer(call, () -> reply(keyword.result(), vector.result())))
        .recover(failure -> Workers.refused(call, failure));
  }

  /** A leg that is late finds nothing; the step after it is later still, and refuses. */
  private Future<List<Found>> leg(Workers workers, double weight, Callable<List<Found>> search) {
    return weight == 0
        ? Future.succeededFuture(List.of())
        : workers.run(() -> call.isLate() ? List.of() : search.call());
  }

  private List<Found> searchWords() throws IOException {
    return KeywordLeg.search(snapshot.searcher(), request.query(), wanted, candidates);
  }

  private List<Found> searchVector() throws IOException {
    var vector = request.vector();
    return vector == null
        ? List.of()
        : VectorLeg.search(snapshot.searcher(), vector, wanted, candidates);
  }

  private Reply<PassagesFound> reply(List<Found> keyword, List<Found> vector) throws IOException {
    var foreign = vector.isEmpty() ? foreignDimension(request.vector()) : 0;
    return foreign == 0
        ? Reply.of(new PassagesFound(hits(keyword, vector), snapshot.epoch()))
        : Reply.refused(new BadRequest("the collection holds vectors of " + foreign
            + " dimensions; it was embedded by another model than the query", "vector"));
  }

  /** The dimension of the collection where it is not that of the query, else 0. */
  private int foreignDimension(@Nullable Vector vector) throws IOException {
    return weights.vector() == 0 || vector == null || snapshot.hasDimension(vector.dimension())
        ? 0
        : snapshot.otherDimension(vector.dimension(), "");
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
