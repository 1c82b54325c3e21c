package io.sluice.retrieval;

import io.weaviate.client6.v1.api.collections.CollectionHandleAsync;
import io.weaviate.client6.v1.api.collections.CollectionHandleDefaults;
import io.weaviate.client6.v1.api.collections.query.QueryOperator;
import io.weaviate.client6.v1.api.collections.query.QueryResponse;
import io.weaviate.client6.v1.api.collections.query.WeaviateQueryClientAsync;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoSearchGet.PropertiesRequest;
import io.weaviate.client6.v1.internal.grpc.protocol.WeaviateProtoSearchGet.SearchRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Finds objects without any of their properties. Most of what a leg finds is not shown, and as soon as one
 * property is asked for, Weaviate reads all of an object, which takes longer than to find it. The client
 * has no way to say so: an empty list is all properties to it.
 */
final class WeaviateIds extends WeaviateQueryClientAsync<Map<String, Object>> {

  WeaviateIds(CollectionHandleAsync<Map<String, Object>> objects) {
    super(objects.query,
        new CollectionHandleDefaults(objects.consistencyLevel(), objects.tenant()));
  }

  CompletableFuture<QueryResponse<Map<String, Object>>> find(QueryOperator query) {
    return performRequest(new WithoutProperties(query));
  }

  private record WithoutProperties(QueryOperator query) implements QueryOperator {

    @Override
    public void appendTo(SearchRequest.Builder request) {
      query.appendTo(request);
      request.setProperties(PropertiesRequest.getDefaultInstance());
    }
  }
}
