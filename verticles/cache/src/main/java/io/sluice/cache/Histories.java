package io.sluice.cache;

import io.sluice.message.CorpusEvent.CorpusChanged;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The history of each collection. */
final class Histories {
  private final Map<Collection, History> histories = new HashMap<>();
  private final Set<Collection> used = new HashSet<>();

  History of(Collection collection) {
    used.add(collection);
    return histories.computeIfAbsent(collection, _ -> new History());
  }

  void hear(CorpusChanged change) {
    of(Collection.of(change)).hear(change);
  }

  /** The epoch of the latest news of it; 0 before there are any. */
  long latest(Collection collection) {
    var history = histories.get(collection);
    return history == null ? 0 : history.latest();
  }

  /** What was looked at since this was asked last. */
  Set<Collection> usedLately() {
    var lately = Set.copyOf(used);
    used.clear();
    return lately;
  }

  /** A collection of a tenant. */
  record Collection(String tenant, String name) {
    static Collection of(CorpusChanged change) {
      return new Collection(change.tenant(), change.collection());
    }
  }
}
