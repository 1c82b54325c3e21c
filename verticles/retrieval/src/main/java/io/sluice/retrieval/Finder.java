package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Searches each collection by its rules, whose synonyms are analysed once. */
final class Finder {

  private final RetrievalConfig config;
  private final Synonyms synonyms;
  private final Map<String, Synonyms> ofCollections = new HashMap<>();

  Finder(RetrievalConfig config) throws IOException {
    this.config = config;
    this.synonyms = Synonyms.of(config.rules().synonyms());
    for (var collection : config.collections().entrySet()) {
      ofCollections.put(collection.getKey(), Synonyms.of(collection.getValue().synonyms()));
    }
  }

  /** What is searched, by the plan. */
  interface Opening {
    Searchable with(SearchPlan plan) throws IOException;
  }

  /** Blocks. */
  Reply<PassagesFound> find(FindPassages request, CallInfo call, Opening opening)
      throws IOException, InterruptedException {
    var collection = request.collection();
    var plan = SearchPlan.of(request, config.of(collection), config.vectorPrecision());
    return new HybridSearch(request, call, plan,
        ofCollections.getOrDefault(collection, synonyms), opening.with(plan)).run();
  }
}
