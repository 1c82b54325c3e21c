package io.sluice.retrieval;

import io.weaviate.client6.v1.api.collections.CollectionConfig;
import io.weaviate.client6.v1.api.collections.CollectionHandleAsync;
import io.weaviate.client6.v1.api.collections.VectorConfig;
import io.weaviate.client6.v1.api.collections.vectorindex.Distance;
import io.weaviate.client6.v1.api.collections.vectorindex.Hnsw;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The spaces that passages have vectors in: each is a named vector of its own, which is made when the
 * first of them comes.
 */
final class WeaviateVectors {

  /** Weaviate lets a collection have more named vectors only where it began with one. */
  static final String FIRST = "unused";

  private final Place passages;
  private final Patience patience;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** The collection of passages, by the connection that there is now. */
  interface Place {
    CollectionHandleAsync<Map<String, Object>> get() throws IOException;
  }

  WeaviateVectors(Place passages,
      Patience patience) {
    this.passages = passages;
    this.patience = patience;
  }

  /** Compared by the cosine, among as many as may be found however few of all they are. */
  static Map.Entry<String, VectorConfig> named(String name) {
    return VectorConfig.selfProvided(name, vector -> vector.vectorIndex(Hnsw.of(index -> index
        .distance(Distance.COSINE).filterStrategy(Hnsw.FilterStrategy.ACORN))));
  }

  boolean exists(Space space) throws IOException {
    var name = WeaviateNames.vector(space);
    if (!known.contains(name)) {
      known.addAll(config().vectors().keySet());
    }
    return known.contains(name);
  }

  /** Where another node makes another at the same time, one of the two has to try again. */
  synchronized void make(@Nullable Space space) throws IOException {
    if (space == null || exists(space)) {
      return;
    }
    try {
      add(WeaviateNames.vector(space));
    } catch (IOException e) {
      if (!exists(space)) {
        add(WeaviateNames.vector(space));
      }
    }
  }

  private void add(String name) throws IOException {
    patience
        .await(passages.get().config
            .update(change -> change.vectorConfig(Map.ofEntries(named(name)))));
    known.add(name);
  }

  private CollectionConfig config() throws IOException {
    return patience.await(passages.get().config.get()).orElseThrow(
        () -> WeaviateFailure.unavailable("the collection of passages is missing in Weaviate"));
  }
}
