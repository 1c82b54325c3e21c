package io.sluice.cache;

import io.sluice.cache.Histories.Collection;
import io.sluice.cache.Shelf.Kept;
import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.ConfirmAnswer;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.Scope;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.Caching.Unsure;
import io.sluice.message.CallInfo;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers that were given, each to one question of one asker.
 *
 * <p>What one asker got is another's only if the same search finds the same passages for both: then the
 * other may see them all, and would have got an answer from nothing else.
 */
final class Answers {
  private static final int SHOWN = 20;

  private final CacheConfig.Kept config;
  private final LongSupplier clock;
  private final Shelf<GivenAnswer> shelf;

  Answers(CacheConfig.Kept config, LongSupplier clock, Shelf<GivenAnswer> shelf) {
    this.config = config;
    this.clock = clock;
    this.shelf = shelf;
  }

  /**
   * The answer to this very question. What is asked in a conversation may have been answered to somebody
   * who asked it by itself, in the words that stand alone.
   */
  Future<Optional<KeptAnswer>> find(LookUp request, CallInfo call) {
    return find(request.scope(), request.question(), config.ttl(), request, call)
        .compose(kept -> kept.isPresent() || request.scope().said() == null
            ? Future.succeededFuture(kept)
            : find(request.scope().alone(), request.question(), config.ttl(), request, call));
  }

  /**
   * The answer to another question, which is so much like the one that was asked.
   *
   * @param checked whether the asked one is to be answered for itself, too
   */
  Future<Optional<KeptAnswer>> findLike(String other, Duration ttl, double similarity,
      boolean checked, LookUp request, CallInfo call) {
    return find(request.scope().alone(), other,
        ttl.compareTo(config.ttl()) < 0 ? ttl : config.ttl(), request, call)
        .map(found -> found.map(kept -> new KeptAnswer(kept.id(), kept.question(), kept.text(),
            kept.done(), kept.ageMs(), similarity, kept.unsure(), checked)));
  }

  /**
   * The asker's own first, then one that was given to somebody who sees nothing that the asker does not,
   * and so is likely to be confirmed, then any.
   */
  private Future<Optional<KeptAnswer>> find(Scope scope, String question, Duration ttl,
      LookUp request, CallInfo call) {
    var collection = new Collection(call.tenant(), scope.collection());
    var key = AnswerKey.of(scope, question, call);
    return shelf.get(collection, key.id()).compose(own -> {
      var kept = own.flatMap(one -> take(one, ttl.toMillis(), request, call));
      return kept.isPresent()
          ? Future.succeededFuture(kept)
          : shelf.ofGroup(collection, key.question())
              .map(all -> likely(all, ttl.toMillis(), request, call));
    });
  }

  private Optional<KeptAnswer> likely(List<Kept<GivenAnswer>> all, long ttlMs, LookUp request,
      CallInfo call) {
    var known = Set.copyOf(call.principals());
    return all.stream()
        .sorted(Comparator
            .comparing(kept -> !known.containsAll(kept.item().value().principals())))
        .flatMap(kept -> take(kept, ttlMs, request, call).stream()).findFirst();
  }

  /** This answer, if it may be given; nothing where it is too old. */
  private Optional<KeptAnswer> take(Kept<GivenAnswer> kept, long ttlMs, LookUp request,
      CallInfo call) {
    var given = kept.item().value();
    var age = kept.item().ageMs(clock.getAsLong());
    var same = given.principals().equals(Set.copyOf(call.principals()));
    if (request.stale() ? !same : age >= Math.min(ttlMs, maxAge(request))) {
      return Optional.empty();
    }
    var unsure = !same
        ? Unsure.OTHER_ASKER
        : kept.grown() && !request.stale() ? Unsure.NEW_PASSAGES : null;
    return Optional.of(new KeptAnswer(new Id(given.answer().scope().collection(), kept.key())
        .text(), given.answer().question(), given.answer().text(), given.answer().done(), age,
        null, unsure, false));
  }

  private static long maxAge(LookUp request) {
    return request.maxAgeMs() == null ? Long.MAX_VALUE : request.maxAgeMs();
  }

  /**
   * Whether the answer holds for one for whom this is found at this epoch. Where it does not for those it
   * was given to, it is forgotten.
   */
  Future<Boolean> confirms(ConfirmAnswer request, CallInfo call) {
    var id = Id.of(request.id());
    var collection = new Collection(call.tenant(), id.collection());
    return shelf.get(collection, id.key()).compose(found -> found
        .map(kept -> kept.item().value().principals().equals(Set.copyOf(call.principals()))
            ? shelf.confirm(collection, id.key(), request.found(), request.epoch())
            : Future.succeededFuture(isSeen(kept.item(), request)))
        .orElse(Future.succeededFuture(false)));
  }

  private static boolean isSeen(Item<GivenAnswer> item, ConfirmAnswer request) {
    return request.found().containsAll(item.basis())
        && item.value().answer().seen().containsAll(request.found());
  }

  /** Nothing where it is kept, or else why it is not. */
  Future<Optional<String>> store(StoreAnswer request, CallInfo call) {
    var given = new GivenAnswer(request, call.tenant(), Set.copyOf(call.principals()));
    var key = given.key();
    var item = new Item<>(new Collection(call.tenant(), request.scope().collection()),
        key.question(), given, request.basis(), request.epoch(), clock.getAsLong(),
        Weight.of(request));
    return shelf.put(key.id(), item).map(outcome -> switch (outcome) {
      case KEPT -> Optional.empty();
      case OUTDATED -> Optional.of("what it rests on has changed meanwhile");
      case NO_ROOM -> Optional.of("there is no room for it");
    });
  }

  Future<AnswersEvicted> evict(EvictAnswers request, CallInfo call) {
    return shelf.all(call.tenant()).compose(all -> {
      var meant = all.stream().filter(kept -> isMeant(kept.item(), request)).toList();
      var evicted = new AnswersEvicted(meant.size(),
          meant.stream().map(kept -> kept.item().value().answer().question()).sorted().distinct()
              .limit(SHOWN).toList());
      return request.dryRun() ? Future.succeededFuture(evicted) : remove(meant).map(evicted);
    });
  }

  private Future<?> remove(List<Kept<GivenAnswer>> all) {
    return Future.join(all.stream()
        .map(kept -> shelf.remove(kept.item().collection(), kept.key())).toList());
  }

  private static boolean isMeant(Item<GivenAnswer> item, EvictAnswers request) {
    var given = item.value();
    return isAny(request.collection(), List.of(given.answer().scope().collection()))
        && isAny(request.document(),
            item.basis().stream().map(basis -> basis.document()).toList())
        && (request.question() == null || AnswerKey.normal(given.answer().question())
            .equals(AnswerKey.normal(request.question())));
  }

  private static boolean isAny(@Nullable String wanted, List<String> there) {
    return wanted == null || there.contains(wanted);
  }

  /** How an answer is called outside. */
  private record Id(String collection, String key) {
    static Id of(String text) {
      var at = text.indexOf('/');
      return new Id(text.substring(at + 1), text.substring(0, Math.max(0, at)));
    }

    String text() {
      return key + "/" + collection;
    }
  }
}
