package io.sluice.cache;

import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import java.util.List;

/**
 * Something that is remembered, and what it rests on.
 *
 * @param group of those that are the same but for whom they were made for
 * @param basis the passages it is made from
 * @param epoch of the collection when they were found
 * @param madeAt in milliseconds, by the clock of who made it
 * @param bytes roughly what it holds in memory
 */
record Item<V>(Collection collection, String group, V value, List<Basis> basis, long epoch,
    long madeAt, int bytes) {

  Item {
    basis = List.copyOf(basis);
  }

  long ageMs(long now) {
    return Math.max(0, now - madeAt);
  }

  /** The same, known to hold at a later epoch. */
  Item<V> at(long later) {
    return new Item<>(collection, group, value, basis, Math.max(epoch, later), madeAt, bytes);
  }
}
