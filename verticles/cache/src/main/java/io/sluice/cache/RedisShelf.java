package io.sluice.cache;

import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.StreamSupport;

/**
 * In Redis, for all nodes. Everything fails while Redis cannot be reached, or does not know what it should
 * of the collection.
 *
 * <p>What is given has also stood up to what this node has heard itself: news reach it before they can be
 * found, and Redis a moment later.
 */
final class RedisShelf<V> implements Shelf<V> {
  private static final Script GET = Script.beside(RedisShelf.class, "get.lua");
  private static final Script PUT = Script.beside(RedisShelf.class, "forget.lua", "put.lua");
  private static final Script CONFIRM = Script.beside(RedisShelf.class, "confirm.lua");
  private static final Script REMOVE = Script.beside(RedisShelf.class, "forget.lua", "remove.lua");
  private static final int AT_ONCE = 100;
  /** Of the history, and of an entry, in what the script gives. */
  private static final int HISTORY_PARTS = 3;
  private static final int ENTRY_PARTS = 4;

  private final RedisLink link;
  private final RedisHistories shared;
  private final Histories histories;
  private final String layer;
  private final Form<V> form;
  private final long room;
  private final Duration keepFor;
  private final LongSupplier clock;

  /**
   * What is there already is on it.
   *
   * @param layer by which its entries are told from others'
   * @param room bytes for a collection, of all layers together
   */
  RedisShelf(RedisLink link, RedisHistories shared, Histories histories, String layer,
      Form<V> form, long room, Duration keepFor, LongSupplier clock) {
    this.link = link;
    this.shared = shared;
    this.histories = histories;
    this.layer = layer;
    this.form = form;
    this.room = room;
    this.keepFor = keepFor;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Kept<V>>> get(Collection collection, String key) {
    return get(collection, List.of(keys(collection).entry(layer, key)))
        .map(kept -> kept.stream().findFirst());
  }

  @Override
  public Future<List<Kept<V>>> ofGroup(Collection collection, String group) {
    return shared.ready(collection)
        .compose(_ -> link.send(Request.cmd(Command.ZRANGE)
            .arg(keys(collection).group(layer, group)).arg(0).arg(MOST_ALIKE - 1).arg("REV")))
        .compose(entries -> get(collection, texts(entries)));
  }

  private Future<List<Kept<V>>> get(Collection collection, List<String> entries) {
    if (entries.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    var keys = keys(collection);
    var all = new ArrayList<>(List.of(keys.history(), keys.used()));
    all.addAll(entries);
    var heard = histories.of(collection).latest();
    return shared.ready(collection)
        .compose(_ -> link.run(GET, all, request -> request.arg(clock.getAsLong())))
        .compose(found -> kept(collection, heard, entries, found));
  }

  /** All that was heard before Redis was asked, Redis has been told. */
  private Future<List<Kept<V>>> kept(Collection collection, long heard, List<String> entries,
      Response found) {
    var history = histories.of(collection);
    var epoch = RedisHistories.number(found, 0);
    if (epoch.isEmpty() || epoch.get() < heard) {
      shared.isBehind(collection);
      return Future.failedFuture("Redis is behind");
    }
    var since = RedisHistories.number(found, 1).orElse(epoch.get());
    var grew = RedisHistories.number(found, 2).orElse(epoch.get());
    var prefix = keys(collection).entry(layer, "").length();
    var kept = new ArrayList<Kept<V>>();
    for (var i = 0; i < entries.size(); i++) {
      var key = entries.get(i).substring(prefix);
      item(collection, found, HISTORY_PARTS + i * ENTRY_PARTS)
          .filter(item -> item.epoch() >= since && !history.lost(item.basis(), item.epoch()))
          .map(item -> new Kept<>(key, item, item.epoch() < grew || history.grew(item.epoch()),
              item.epoch() >= epoch.get() && history.isNow(item.epoch())))
          .ifPresent(kept::add);
    }
    return Future.succeededFuture(kept);
  }

  private Optional<Item<V>> item(Collection collection, Response found, int at) {
    var epoch = RedisHistories.number(found, at);
    return epoch.isEmpty()
        ? Optional.empty()
        : form.read(found.get(at + 2).toBuffer()).map(value -> new Item<>(collection, "", value,
            form.basis(value), epoch.get(),
            RedisHistories.number(found, at + 1).orElseThrow(),
            RedisHistories.number(found, at + 3).orElse(0L).intValue()));
  }

  @Override
  public Future<Outcome> put(String key, Item<V> item) {
    var keys = keys(item.collection());
    var value = form.write(item.value());
    return shared.ready(item.collection()).compose(_ -> link.run(PUT,
        List.of(keys.history(), keys.used(), keys.sizes(), keys.entry(layer, key),
            keys.group(layer, item.group())),
        request -> {
          request.arg(item.epoch()).arg(item.madeAt()).arg(value).arg(item.bytes())
              .arg(keepFor.toMillis()).arg(clock.getAsLong()).arg(room)
              .arg(item.group().isEmpty() ? 0 : MOST_ALIKE)
              .arg(keys.on());
          item.basis().forEach(basis -> request.arg(RedisKeys.name(basis)));
        })).compose(said -> switch (said.toString()) {
          case "kept" -> Future.succeededFuture(Outcome.KEPT);
          case "outdated" -> Future.succeededFuture(Outcome.OUTDATED);
          case "no room" -> Future.succeededFuture(Outcome.NO_ROOM);
          default -> {
            shared.isBehind(item.collection());
            yield Future.failedFuture("Redis is behind");
          }
        });
  }

  @Override
  public Future<Boolean> confirm(Collection collection, String key, List<Basis> found,
      long epoch) {
    var keys = keys(collection);
    var until = histories.of(collection).heard(epoch);
    return shared.ready(collection).compose(_ -> link.run(CONFIRM,
        List.of(keys.history(), keys.entry(layer, key)), request -> {
          request.arg(until);
          found.forEach(basis -> request.arg(RedisHistories.came(basis)));
        })).compose(said -> "1".equals(said.toString())
            ? Future.succeededFuture(true)
            : remove(collection, key).map(false));
  }

  @Override
  public Future<?> remove(Collection collection, String key) {
    return forget(collection, keys(collection).entry(layer, key));
  }

  private Future<?> forget(Collection collection, String entry) {
    var keys = keys(collection);
    return link.run(REMOVE, List.of(keys.used(), keys.sizes(), entry), _ -> {});
  }

  @Override
  public Future<List<Kept<V>>> all(String tenant) {
    return shared.collections(tenant).compose(collections -> {
      Future<List<Kept<V>>> all = Future.succeededFuture(List.of());
      for (var collection : collections) {
        all = all.compose(before -> all(collection).map(more -> joined(before, more)));
      }
      return all;
    });
  }

  private Future<List<Kept<V>>> all(Collection collection) {
    var prefix = keys(collection).entry(layer, "");
    return link.send(Request.cmd(Command.ZRANGE).arg(keys(collection).used()).arg(0).arg(-1))
        .compose(entries -> {
          var ours = texts(entries).stream().filter(one -> one.startsWith(prefix)).toList();
          Future<List<Kept<V>>> all = Future.succeededFuture(List.of());
          for (var from = 0; from < ours.size(); from += AT_ONCE) {
            var some = ours.subList(from, Math.min(ours.size(), from + AT_ONCE));
            all = all.compose(before -> get(collection, some).map(more -> joined(before, more)));
          }
          return all;
        });
  }

  private static <T> List<T> joined(List<T> before, List<T> more) {
    var both = new ArrayList<>(before);
    both.addAll(more);
    return both;
  }

  private RedisKeys keys(Collection collection) {
    return RedisKeys.of(link, collection);
  }

  private static List<String> texts(Response list) {
    return StreamSupport.stream(list.spliterator(), false).map(Objects::toString).toList();
  }
}
