package io.sluice.retrieval;

import io.sluice.message.Vector;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;

/** Finds passages by what they mean; the score is the cosine. */
final class VectorLeg {

  private VectorLeg() {}

  /** The nearest of those {@code wanted}, the nearest first. */
  static List<Found> search(IndexSearcher searcher, Space space, Vector vector, Query wanted,
      int count, Precision precision) throws IOException {
    var query = precision == Precision.FULL
        ? nearest(space, vector, wanted, count)
        : rescored(space, vector, wanted, count * precision.oversampling());
    return Arrays.stream(searcher.search(query, count).scoreDocs)
        .map(hit -> new Found(hit.doc, cosine(hit.score))).toList();
  }

  private static Query nearest(Space space, Vector vector, Query wanted, int count) {
    return new KnnFloatVectorQuery(space.field(), vector.values(), count, wanted);
  }

  private static Query rescored(Space space, Vector vector, Query wanted, int count) {
    return RescoreTopNQuery.createFullPrecisionRescorerQuery(
        nearest(space, vector, wanted, count), vector.values(), space.field(), count);
  }

  /** Lucene scores are never negative: it gives (1 + cosine) / 2. */
  private static double cosine(float score) {
    return 2.0 * score - 1;
  }
}
