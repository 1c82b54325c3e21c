package io.sluice.retrieval;

import io.sluice.strictjson.Check;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the corpus is kept and how it is searched.
 *
 * @param path the folder of the indexes, used by this process alone
 * @param searchThreads how many legs of searches run at once, and how many commits beside them;
 *     best one for each core
 * @param vectorPrecision with which the nearest vectors are looked for in the folder
 * @param weaviate the server that keeps the corpus instead of the folder, where there is one
 * @param rules of collections that have none of their own
 * @param collections the rules of collections, by their names
 */
public record RetrievalConfig(Path path, int searchThreads, Precision vectorPrecision,
    WeaviateConfig weaviate, FindingRules rules, Map<String, FindingRules> collections) {

  public RetrievalConfig {
    Check.path("path", path);
    Check.range("search-threads", searchThreads, 1, 1_000);
    Check.required("vector-precision", vectorPrecision);
    Check.required("weaviate", weaviate);
    Check.required("rules", rules);
    collections = Map.copyOf(Check.required("collections", collections));
    collections.keySet().forEach(CollectionRules::checkKey);
  }

  /** What the shipped configuration says, for this folder. */
  public static RetrievalConfig defaults(Path path) {
    return new RetrievalConfig(path, Runtime.getRuntime().availableProcessors(),
        Precision.FULL, WeaviateConfig.off(), FindingRules.defaults(), Map.of());
  }

  /** The rules of a collection. */
  FindingRules of(String collection) {
    return collections.getOrDefault(collection, rules);
  }
}
