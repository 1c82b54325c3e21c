package io.sluice.retrieval;

import io.sluice.message.Retrieval.FindPassages;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;

/**
 * What vectors lie in: only those of one model can be compared, and only if they have the same
 * dimension. Each space has a field of its own, so that a collection can move from one model to
 * another document by document, and never compares what lies on either side.
 */
record Space(String model, int dimension) {

  /** That of the query's vector; null where it has none. */
  static @Nullable Space of(FindPassages request) {
    var vector = request.vector();
    var model = request.vectorModel();
    return vector == null || model == null ? null : new Space(model, vector.dimension());
  }

  /** The field of the vectors. */
  String field() {
    return "vector." + dimension + "." + model;
  }

  /** Of the entries of documents that are searched by vectors in it. */
  Term term() {
    return new Term(Schema.SPACE, field());
  }
}
