package io.sluice.cache;

import io.sluice.message.CorpusEvent.CorpusChanged;
import java.util.HashMap;
import java.util.Map;

/** The history of each collection. */
final class Histories {
  private final Map<Collection, History> histories = new HashMap<>();

  History of(Collection collection) {
    return histories.computeIfAbsent(collection, _ -> new History());
  }

  void hear(CorpusChanged change) {
    of(Collection.of(change)).hear(change);
  }

  /** A collection of a tenant. */
  record Collection(String tenant, String name) {
    static Collection of(CorpusChanged change) {
      return new Collection(change.tenant(), change.collection());
    }
  }
}
