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
import org.jspecify.annotations.Nullable;

/**
 * What a leg of a search asks of Weaviate. It brings what puts passages in order, and no more: most of
 * them are not shown, and to read them whole takes longer than to find them.
 */
sealed interface WeaviateQuery {
  List<String> BROUGHT = List.of(WeaviateSchema.DOCUMENT, WeaviateSchema.START);

  CompletableFuture<QueryResponse<Map<String, Object>>> on(
      WeaviateQueryClientAsync<Map<String, Object>> passages);

  /**
   * The passages with these words, the best by BM25 first.
   *
   * @param vectors the space whose vectors come with them; null for none
   */
  record Words(String words, Filter wanted, int count, @Nullable Space vectors)
      implements
        WeaviateQuery {

    @Override
    public CompletableFuture<QueryResponse<Map<String, Object>>> on(
        WeaviateQueryClientAsync<Map<String, Object>> passages) {
      return passages.bm25(words, query -> {
        query.queryProperties(WeaviateSchema.WORDS).filters(wanted).limit(count)
            .returnProperties(BROUGHT).returnMetadata(List.of(Metadata.SCORE));
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
    public CompletableFuture<QueryResponse<Map<String, Object>>> on(
        WeaviateQueryClientAsync<Map<String, Object>> passages) {
      return passages.nearVector(Target.vector(WeaviateNames.vector(space), vector.values()),
          query -> {
            query.filters(wanted).limit(count).returnProperties(BROUGHT)
                .returnMetadata(List.of(Metadata.DISTANCE));
            return vectors == null ? query : query.includeVector(WeaviateNames.vector(vectors));
          });
    }
  }
}
