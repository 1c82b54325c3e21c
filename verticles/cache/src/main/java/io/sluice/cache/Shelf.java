package io.sluice.cache;

import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of documents, by key, within a bound of bytes. Nothing that it gives rests on a
 * passage that is gone, or may be.
 */
interface Shelf<V> {
  /** So many of a group. */
  int MOST_ALIKE = 8;

  Future<Optional<Kept<V>>> get(Collection collection, String key);

  /** All of a group, the latest first; of very many only the latest. */
  Future<List<Kept<V>>> ofGroup(Collection collection, String group);

  /** Keeps it instead of what was there. */
  Future<Outcome> put(String key, Item<V> item);

  /**
   * Whether it still holds for one for whom this is found at this epoch, and it is kept as such from now
   * on; where it does not, it is forgotten.
   */
  Future<Boolean> confirm(Collection collection, String key, List<Basis> found, long epoch);

  Future<?> remove(Collection collection, String key);

  /** All that is kept of a tenant, the order being of no meaning. */
  Future<List<Kept<V>>> all(String tenant);

  /** What became of something that was to be kept. */
  enum Outcome {
    KEPT,
    /** What it rests on has changed since it was made. */
    OUTDATED,
    NO_ROOM
  }

  /**
   * Something that is kept.
   *
   * @param grown whether passages have come to its collection since
   * @param current whether nothing at all has changed since
   */
  record Kept<V>(String key, Item<V> item, boolean grown, boolean current) {}
}
