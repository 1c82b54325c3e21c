package io.sluice.cache;

import io.sluice.bus.Bus;
import io.sluice.bus.Wire;
import io.sluice.cache.Histories.Collection;
import io.sluice.cache.Shelf.Kept;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * What was found before, by the same asker, as long as nothing at all has changed in the collection.
 * Where retrieval fails, what was found some time ago stands in, unless some of it is gone since.
 */
final class FoundPassages {
  static final String LAYER = "retrieval";
  static final PassagesForm FORM = new PassagesForm();

  private final Bus bus;
  private final CacheConfig.Kept config;
  private final LongSupplier clock;
  private final Tally tally;
  private final Shelf<PassagesFound> shelf;

  FoundPassages(Bus bus, CacheConfig.Kept config, LongSupplier clock, Tally tally,
      Shelf<PassagesFound> shelf) {
    this.bus = bus;
    this.config = config;
    this.clock = clock;
    this.tally = tally;
    this.shelf = shelf;
  }

  Future<Reply<PassagesFound>> find(FindPassages search, CallInfo call) {
    var collection = new Collection(call.tenant(), search.collection());
    var key = key(search, call);
    return shelf.get(collection, key).compose(kept -> {
      if (kept.isPresent() && kept.get().current()
          && kept.get().item().ageMs(clock.getAsLong()) < config.ttl().toMillis()) {
        tally.count(true, call);
        return Future.succeededFuture(Reply.of(kept.get().item().value()));
      }
      tally.count(false, call);
      return search(search, call, collection, key);
    });
  }

  private Future<Reply<PassagesFound>> search(FindPassages search, CallInfo call,
      Collection collection, String key) {
    return bus.ask(Retrieval.FIND_PASSAGES, search, call).compose(reply -> switch (reply) {
      case Answered<PassagesFound>(PassagesFound found) -> {
        shelf.put(key, item(search, collection, found));
        yield Future.succeededFuture(reply);
      }
      case Refused<PassagesFound>(Refusal why) -> why.retryable()
          ? shelf.get(collection, key).map(kept -> kept.map(this::stale).orElse(reply))
          : Future.succeededFuture(reply);
    });
  }

  private Reply<PassagesFound> stale(Kept<PassagesFound> kept) {
    return Reply.of(kept.item().value().from(kept.item().ageMs(clock.getAsLong())));
  }

  /** One asker's search: who sees the same is the same. */
  private static String key(FindPassages search, CallInfo call) {
    var parts = new ArrayList<>(List.of(call.tenant(),
        Wire.encode(search).toString(StandardCharsets.ISO_8859_1)));
    parts.addAll(new TreeSet<>(call.principals()));
    return AnswerKey.hash(parts);
  }

  private Item<PassagesFound> item(FindPassages search, Collection collection,
      PassagesFound found) {
    return new Item<>(collection, "", found,
        FORM.basis(found), found.epoch(), clock.getAsLong(),
        Weight.of(search) + Weight.of(found.hits()));
  }

  /** Forgets what was found there, or of that document. */
  Future<?> evict(EvictAnswers request, CallInfo call) {
    return shelf.all(call.tenant()).compose(all -> Future.join(all.stream()
        .filter(kept -> isMeant(kept.item(), request))
        .map(kept -> shelf.remove(kept.item().collection(), kept.key())).toList()));
  }

  private static boolean isMeant(Item<?> item, EvictAnswers request) {
    return (request.collection() == null
        || request.collection().equals(item.collection().name()))
        && (request.document() == null || item.basis().stream()
            .anyMatch(basis -> basis.document().equals(request.document())));
  }
}
