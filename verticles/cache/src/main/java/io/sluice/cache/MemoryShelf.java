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
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** In this process. To be used from one thread. */
final class MemoryShelf<V> implements Shelf<V> {
  private final Histories histories;
  private final Tally tally;
  private final Consumer<Item<V>> onGone;
  private final long maxBytes;
  private final Cache<String, Item<V>> items;
  private final Map<Document, Set<String>> byDocument = new HashMap<>();
  /** The latest first. */
  private final Map<String, List<String>> groups = new HashMap<>();

  /**
   * An empty shelf.
   *
   * @param keepFor how long anything stays, however often it is wanted
   * @param clock in milliseconds
   * @param onGone hears of what is not here any more, whatever the reason
   */
  MemoryShelf(long maxBytes, Duration keepFor, Histories histories, LongSupplier clock,
      Tally tally, Consumer<Item<V>> onGone) {
    this.maxBytes = maxBytes;
    this.histories = histories;
    this.tally = tally;
    this.onGone = onGone;
    this.items = Caffeine.newBuilder().maximumWeight(maxBytes)
        .weigher((String key, Item<V> item) -> item.bytes())
        .expireAfter(Expiry.<String, Item<V>>writing((key, item) -> keepFor
            .minusMillis(clock.getAsLong() - item.madeAt())))
        .ticker(ticker(clock)).executor(Runnable::run).evictionListener(this::evicted).build();
  }

  private static Ticker ticker(LongSupplier clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.getAsLong());
  }

  @Override
  public Future<Optional<Kept<V>>> get(Collection collection, String key) {
    return Future.succeededFuture(Optional.ofNullable(look(collection, key)));
  }

  @Override
  public Future<List<Kept<V>>> ofGroup(Collection collection, String group) {
    return Future.succeededFuture(List.copyOf(groups.getOrDefault(group, List.of())).stream()
        .map(key -> look(collection, key)).filter(Objects::nonNull).toList());
  }

  private @Nullable Kept<V> look(Collection collection, String key) {
    var item = items.getIfPresent(key);
    if (item == null || !item.collection().equals(collection)) {
      return null;
    }
    var history = histories.of(collection);
    if (history.lost(item.basis(), item.epoch())) {
      outdate(key);
      return null;
    }
    return new Kept<>(key, item, history.grew(item.epoch()), history.isNow(item.epoch()));
  }

  @Override
  public Future<Outcome> put(String key, Item<V> item) {
    return Future.succeededFuture(keep(key, item));
  }

  private Outcome keep(String key, Item<V> item) {
    if (histories.of(item.collection()).lost(item.basis(), item.epoch())) {
      tally.outdate(1);
      return Outcome.OUTDATED;
    }
    remove(key);
    for (var basis : item.basis()) {
      byDocument.computeIfAbsent(Document.of(item, basis), _ -> new HashSet<>()).add(key);
    }
    group(key, item);
    items.put(key, item);
    return items.getIfPresent(key) == null ? Outcome.NO_ROOM : Outcome.KEPT;
  }

  private void group(String key, Item<V> item) {
    var keys = groups.computeIfAbsent(item.group(), _ -> new ArrayList<>());
    keys.addFirst(key);
    if (keys.size() > MOST_ALIKE) {
      keys.removeLast();
    }
  }

  /**
   * Where the epoch is later than the latest news it says nothing yet of the passages of this thing: they
   * may be among what is gone by then.
   */
  @Override
  public Future<Boolean> confirm(Collection collection, String key, List<Basis> found,
      long epoch) {
    var kept = look(collection, key);
    if (kept == null) {
      return Future.succeededFuture(false);
    }
    var history = histories.of(collection);
    if (history.gained(found, kept.item().epoch())) {
      outdate(key);
      return Future.succeededFuture(false);
    }
    items.put(key, kept.item().at(history.heard(epoch)));
    return Future.succeededFuture(true);
  }

  private void outdate(String key) {
    remove(key);
    tally.outdate(1);
  }

  @Override
  public Future<?> remove(Collection collection, String key) {
    if (look(collection, key) != null) {
      remove(key);
    }
    return Future.succeededFuture();
  }

  private void remove(String key) {
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

  private List<String> dependents(CorpusChanged change, DocumentChange document) {
    var keys = byDocument.getOrDefault(
        new Document(Collection.of(change), document.document()), Set.of());
    var dependents = new ArrayList<String>();
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

  @Override
  public Future<List<Kept<V>>> all(String tenant) {
    items.cleanUp();
    return Future.succeededFuture(List.copyOf(items.asMap().entrySet()).stream()
        .filter(entry -> entry.getValue().collection().tenant().equals(tenant))
        .map(entry -> look(entry.getValue().collection(), entry.getKey())).filter(Objects::nonNull)
        .toList());
  }

  long entries() {
    items.cleanUp();
    return items.asMap().size();
  }

  long bytes() {
    items.cleanUp();
    return items.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  long maxBytes() {
    return maxBytes;
  }

  private void evicted(@Nullable String key, @Nullable Item<V> item, RemovalCause cause) {
    if (cause == RemovalCause.SIZE) {
      tally.evict();
    }
    gone(Objects.requireNonNull(key), Objects.requireNonNull(item));
  }

  private void gone(String key, Item<V> item) {
    for (var basis : item.basis()) {
      byDocument.computeIfPresent(Document.of(item, basis), (_, keys) -> {
        keys.remove(key);
        return keys.isEmpty() ? null : keys;
      });
    }
    groups.computeIfPresent(item.group(), (_, keys) -> {
      keys.remove(key);
      return keys.isEmpty() ? null : keys;
    });
    onGone.accept(item);
  }

  private record Document(Collection collection, String id) {
    static Document of(Item<?> item, Basis basis) {
      return new Document(item.collection(), basis.document());
    }
  }
}
