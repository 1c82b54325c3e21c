package io.sluice.retrieval;

import io.sluice.message.Vector;
import io.weaviate.client6.v1.api.collections.query.Filter;
import io.weaviate.client6.v1.api.collections.query.Metadata;
import io.weaviate.client6.v1.api.collections.query.QueryResponse;
import io.weaviate.client6.v1.api.collections.query.Target;
import io.weaviate.client6.v1.api.collections.query.WeaviateQueryClientAsync;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a leg of a search asks of Weaviate. */
sealed interface WeaviateQuery {

  CompletableFuture<QueryResponse<Map<String, Object>>> on(
      WeaviateQueryClientAsync<Map<String, Object>> passages);

  /** The passages with these words, the best by BM25 first. */
  record Words(String words, Filter wanted, int count) implements WeaviateQuery {

    @Override
    public CompletableFuture<QueryResponse<Map<String, Object>>> on(
        WeaviateQueryClientAsync<Map<String, Object>> passages) {
      return passages.bm25(words,
          query -> query.queryProperties(WeaviateSchema.WORDS)
              .filters(wanted).limit(count).returnProperties(WeaviatePassage.READ)
              .returnMetadata(List.of(Metadata.SCORE)));
    }
  }

  /** The passages nearest to this vector among those of its space. */
  record Nearest(Vector vector, Space space, Filter wanted, int count) implements WeaviateQuery {

    @Override
    public CompletableFuture<QueryResponse<Map<String, Object>>> on(
        WeaviateQueryClientAsync<Map<String, Object>> passages) {
      return passages.nearVector(Target.vector(WeaviateNames.vector(space), vector.values()),
          query -> query.filters(wanted).limit(count).returnProperties(WeaviatePassage.READ)
              .returnMetadata(List.of(Metadata.DISTANCE)));
    }
  }
}
