package io.sluice.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.CorpusEvent.DocumentChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of documents, by key, within a bound of bytes. Nothing on it rests on a passage that
 * is gone. To be used from one thread.
 */
final class Shelf<K, V> {
  private final Histories histories;
  private final LongSupplier clock;
  private final Tally tally;
  private final BiConsumer<K, Item<V>> onGone;
  private final long maxBytes;
  private final Cache<K, Item<V>> items;
  private final Map<Document, Set<K>> byDocument = new HashMap<>();

  /**
   * An empty shelf.
   *
   * @param keepFor how long anything stays, however often it is wanted
   * @param clock in milliseconds
   * @param onGone hears of what is not here any more, whatever the reason
   */
  Shelf(long maxBytes, Duration keepFor, Histories histories, LongSupplier clock, Tally tally,
      BiConsumer<K, Item<V>> onGone) {
    this.maxBytes = maxBytes;
    this.histories = histories;
    this.clock = clock;
    this.tally = tally;
    this.onGone = onGone;
    this.items = Caffeine.newBuilder().maximumWeight(maxBytes)
        .weigher((K key, Item<V> item) -> item.bytes())
        .expireAfter(Expiry.<K, Item<V>>writing((key, item) -> keepFor
            .minusMillis(clock.getAsLong() - item.madeAt())))
        .ticker(ticker(clock)).executor(Runnable::run).evictionListener(this::evicted).build();
  }

  private static Ticker ticker(LongSupplier clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.getAsLong());
  }

  @Nullable
  Item<V> get(K key) {
    return items.getIfPresent(key);
  }

  /** Keeps it instead of what was there; false where what it rests on has changed since it was made. */
  boolean put(K key, Item<V> item) {
    if (histories.of(item.collection()).lost(item.basis(), item.epoch())) {
      tally.outdate(1);
      return false;
    }
    remove(key);
    for (var basis : item.basis()) {
      byDocument.computeIfAbsent(Document.of(item, basis), _ -> new HashSet<>()).add(key);
    }
    items.put(key, item);
    return true;
  }

  /**
   * It was seen to hold at this epoch, too. Where that is later than the latest news it says nothing yet
   * of the passages of this thing: they may be among what is gone by then.
   */
  void confirm(K key, long epoch) {
    var item = items.getIfPresent(key);
    if (item != null) {
      items.put(key, item.at(histories.of(item.collection()).heard(epoch)));
    }
  }

  /** Forgets what is seen not to hold any more. */
  void outdate(K key) {
    remove(key);
    tally.outdate(1);
  }

  void remove(K key) {
    var item = items.asMap().remove(key); // of one whose time is over the listener hears
    if (item != null) {
      gone(key, item);
    }
  }

  /** Forgets what rests on what is gone, and was made before. */
  void hear(CorpusChanged change) {
    var outdated = 0;
    for (var document : change.documents()) {
      for (var key : dependents(change, document)) {
        remove(key);
        outdated++;
      }
    }
    tally.outdate(outdated);
  }

  private List<K> dependents(CorpusChanged change, DocumentChange document) {
    var keys = byDocument.getOrDefault(
        new Document(Collection.of(change), document.document()), Set.of());
    var dependents = new ArrayList<K>();
    for (var key : List.copyOf(keys)) { // to look at one may be to find that its time is over
      var item = items.getIfPresent(key);
      if (item != null && item.epoch() < change.epoch()
          && item.basis().stream().anyMatch(basis -> isTouched(basis, document))) {
        dependents.add(key);
      }
    }
    return dependents;
  }

  private static boolean isTouched(Basis basis, DocumentChange document) {
    return basis.document().equals(document.document()) && (basis.hash() == null
        ? !document.removed().isEmpty() || !document.added().isEmpty()
        : document.removed().contains(basis.hash()));
  }

  /** All that is here, the order being of no meaning. */
  Map<K, Item<V>> all() {
    items.cleanUp();
    return Map.copyOf(items.asMap());
  }

  long ageMs(Item<V> item) {
    return Math.max(0, clock.getAsLong() - item.madeAt());
  }

  long bytes() {
    items.cleanUp();
    return items.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  long maxBytes() {
    return maxBytes;
  }

  private void evicted(@Nullable K key, @Nullable Item<V> item, RemovalCause cause) {
    if (cause == RemovalCause.SIZE) {
      tally.evict();
    }
    gone(Objects.requireNonNull(key), Objects.requireNonNull(item));
  }

  private void gone(K key, Item<V> item) {
    for (var basis : item.basis()) {
      byDocument.computeIfPresent(Document.of(item, basis), (_, keys) -> {
        keys.remove(key);
        return keys.isEmpty() ? null : keys;
      });
    }
    onGone.accept(key, item);
  }

  private record Document(Collection collection, String id) {
    static Document of(Item<?> item, Basis basis) {
      return new Document(item.collection(), basis.document());
    }
  }
}
