package io.sluice.cache;

import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One shelf that all nodes share, and what this node put there in its own memory: while the shared one
 * cannot be reached, the node goes on with that. To forget something then fails: it would come back.
 */
final class SharedShelf<V> implements Shelf<V> {
  private final RedisShelf<V> shared;
  private final MemoryShelf<V> own;

  SharedShelf(RedisShelf<V> shared, MemoryShelf<V> own) {
    this.shared = shared;
    this.own = own;
  }

  @Override
  public Future<Optional<Kept<V>>> get(Collection collection, String key) {
    return shared.get(collection, key).recover(_ -> own.get(collection, key));
  }

  @Override
  public Future<List<Kept<V>>> ofGroup(Collection collection, String group) {
    return shared.ofGroup(collection, group).recover(_ -> own.ofGroup(collection, group));
  }

  @Override
  public Future<Outcome> put(String key, Item<V> item) {
    return own.put(key, item).compose(here -> here == Outcome.OUTDATED
        ? Future.succeededFuture(here)
        : shared.put(key, item).recover(_ -> Future.succeededFuture(here)));
  }

  @Override
  public Future<Boolean> confirm(Collection collection, String key, List<Basis> found,
      long epoch) {
    return own.confirm(collection, key, found, epoch)
        .compose(here -> shared.confirm(collection, key, found, epoch)
            .recover(_ -> Future.succeededFuture(here)));
  }

  @Override
  public Future<?> remove(Collection collection, String key) {
    return own.remove(collection, key)
        .compose(_ -> shared.remove(collection, key));
  }

  @Override
  public Future<List<Kept<V>>> all(String tenant) {
    return shared.all(tenant).compose(there -> own.all(tenant).map(here -> {
      var all = new LinkedHashMap<String, Kept<V>>();
      there.forEach(kept -> all.put(kept.key(), kept));
      here.forEach(kept -> all.putIfAbsent(kept.key(), kept));
      return List.copyOf(all.values());
    }));
  }
}
