package io.sluice.cache;

import io.sluice.bus.Bus;
import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.Caching.LayerState;
import io.sluice.message.CallInfo;
import io.sluice.message.Hit;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What was found before, by the same asker, as long as nothing at all has changed in the collection.
 * Where retrieval fails, what was found some time ago stands in, unless some of it is gone since.
 */
final class FoundPassages {
  static final String LAYER = "retrieval";

  private final Bus bus;
  private final CacheConfig.Kept config;
  private final Histories histories;
  private final LongSupplier clock;
  private final Tally tally;
  private final Shelf<Key, PassagesFound> shelf;

  FoundPassages(Bus bus, CacheConfig.Kept config, Histories histories, LongSupplier clock,
      Tally tally) {
    this.bus = bus;
    this.config = config;
    this.histories = histories;
    this.clock = clock;
    this.tally = tally;
    this.shelf = new Shelf<>((long) config.maxMb() << 20, config.keepFor(), histories, clock, tally,
        (_, _) -> {});
  }

  private record Key(String tenant, Set<String> principals, FindPassages search) {}

  Shelf<?, ?> shelf() {
    return shelf;
  }

  Future<Reply<PassagesFound>> find(FindPassages search, CallInfo call) {
    var key = new Key(call.tenant(), Set.copyOf(call.principals()), search);
    var item = shelf.get(key);
    if (item != null && histories.of(item.collection()).isNow(item.epoch())
        && shelf.ageMs(item) < config.ttl().toMillis()) {
      tally.hit();
      return Future.succeededFuture(Reply.of(item.value()));
    }
    tally.miss();
    return bus.ask(Retrieval.FIND_PASSAGES, search, call).map(reply -> switch (reply) {
      case Answered<PassagesFound>(PassagesFound found) -> {
        shelf.put(key, item(key, found));
        yield reply;
      }
      case Refused<PassagesFound>(Refusal why) -> why.retryable() ? orStale(key, reply) : reply;
    });
  }

  private Reply<PassagesFound> orStale(Key key, Reply<PassagesFound> refused) {
    var item = shelf.get(key);
    return item == null || histories.of(item.collection()).lost(item.basis(), item.epoch())
        ? refused
        : Reply.of(item.value().from(shelf.ageMs(item)));
  }

  private Item<PassagesFound> item(Key key, PassagesFound found) {
    var basis = found.hits().stream().map(Hit::passage)
        .map(passage -> new Basis(passage.document(), passage.hash())).toList();
    return new Item<>(new Collection(key.tenant(), key.search().collection()), found, basis,
        found.epoch(), clock.getAsLong(), Weight.of(key.search()) + Weight.of(found.hits()));
  }

  LayerState state() {
    return new LayerState(LAYER, tally.hits(), tally.misses(), shelf.all().size(), shelf.bytes(),
        shelf.maxBytes(), config.ttl().toMillis(), tally.evicted(), tally.outdated());
  }

  /** Forgets what was found there, or of that document. */
  void evict(EvictAnswers request, CallInfo call) {
    shelf.all().forEach((key, item) -> {
      if (key.tenant().equals(call.tenant())
          && (request.collection() == null
              || request.collection().equals(key.search().collection()))
          && (request.document() == null || item.basis().stream()
              .anyMatch(basis -> basis.document().equals(request.document())))) {
        shelf.remove(key);
      }
    });
  }
}
