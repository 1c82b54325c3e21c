package io.sluice.retrieval;

import io.sluice.message.Vector;
import io.weaviate.client6.v1.api.collections.query.Bm25;
import io.weaviate.client6.v1.api.collections.query.Filter;
import io.weaviate.client6.v1.api.collections.query.Metadata;
import io.weaviate.client6.v1.api.collections.query.NearVector;
import io.weaviate.client6.v1.api.collections.query.QueryOperator;
import io.weaviate.client6.v1.api.collections.query.Target;
import org.jspecify.annotations.Nullable;

/** What a leg of a search asks of Weaviate. */
sealed interface WeaviateQuery {

  QueryOperator operator();

  /**
   * The passages with these words, the best by BM25 first.
   *
   * @param vectors the space whose vectors come with them; null for none
   */
  record Words(String words, Filter wanted, int count, @Nullable Space vectors)
      implements
        WeaviateQuery {

    @Override
    public QueryOperator operator() {
      return Bm25.of(words, query -> {
        query.queryProperties(WeaviateSchema.WORDS).filters(wanted).limit(count)
            .returnMetadata(Metadata.SCORE);
        return vectors == null ? query : query.includeVector(WeaviateNames.vector(vectors));
      });
    }
  }

  /**
   * The passages nearest to this vector among those of its space.
   *
   * @param vectors the space whose vectors come with them; null for none
   */
  record Nearest(Vector vector, Space space, Filter wanted, int count, @Nullable Space vectors)
      implements
        WeaviateQuery {

    @Override
    public QueryOperator operator() {
      return NearVector.of(Target.vector(WeaviateNames.vector(space), vector.values()), query -> {
        query.filters(wanted).limit(count).returnMetadata(Metadata.DISTANCE);
        return vectors == null ? query : query.includeVector(WeaviateNames.vector(vectors));
      });
    }
  }
}
