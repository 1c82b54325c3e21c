package io.sluice.cache;

import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.AnswerStored;
import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.ConfirmAnswer;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.Caching.Unsure;
import io.sluice.message.CallInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final int OTHERS = 8;

  private final CacheConfig.Kept config;
  private final Histories histories;
  private final LongSupplier clock;
  private final Shelf<String, GivenAnswer> shelf;
  /** By question, the answers to anybody, the latest first. */
  private final Map<String, List<String>> latest = new HashMap<>();
  private final AlikeQuestions alike;

  Answers(CacheConfig.Kept config, Histories histories, LongSupplier clock, Tally tally,
      AlikeQuestions alike) {
    this.config = config;
    this.histories = histories;
    this.clock = clock;
    this.alike = alike;
    this.shelf = new Shelf<>((long) config.maxMb() << 20, config.keepFor(), histories, clock, tally,
        (_, item) -> gone(item.value()));
  }

  Shelf<String, GivenAnswer> shelf() {
    return shelf;
  }

  /** The answer to this very question. */
  @Nullable
  KeptAnswer find(LookUp request, CallInfo call) {
    return find(request.question(), config.ttl(), request, call);
  }

  /**
   * The answer to another question, which is so much like the one that was asked.
   *
   * @param checked whether the asked one is to be answered for itself, too
   */
  @Nullable
  KeptAnswer findLike(String other, Duration ttl, double similarity, boolean checked,
      LookUp request, CallInfo call) {
    var kept = find(other, ttl.compareTo(config.ttl()) < 0 ? ttl : config.ttl(), request, call);
    return kept == null
        ? null
        : new KeptAnswer(kept.id(), kept.question(), kept.text(), kept.done(), kept.ageMs(),
            similarity, kept.unsure(), checked);
  }

  /**
   * The asker's own first, then one that was given to somebody who sees nothing that the asker does not,
   * and so is likely to be confirmed, then any.
   */
  private @Nullable KeptAnswer find(String question, Duration ttl, LookUp request,
      CallInfo call) {
    var key = AnswerKey.of(request.scope(), question, call);
    var own = take(key.id(), ttl.toMillis(), request, call);
    if (own != null) {
      return own;
    }
    KeptAnswer any = null;
    for (var id : List.copyOf(latest.getOrDefault(key.question(), List.of()))) {
      var other = take(id, ttl.toMillis(), request, call);
      var item = shelf.get(id);
      if (other != null && item != null
          && call.principals().containsAll(item.value().principals())) {
        return other;
      }
      any = any == null ? other : any;
    }
    return any;
  }

  /** This answer, if it may be given; null where it is gone, or too old. */
  private @Nullable KeptAnswer take(String id, long ttlMs, LookUp request, CallInfo call) {
    var item = shelf.get(id);
    if (item == null) {
      return null;
    }
    var history = histories.of(item.collection());
    if (history.lost(item.basis(), item.epoch())) {
      shelf.remove(id);
      return null;
    }
    var age = shelf.ageMs(item);
    var given = item.value();
    var same = given.principals().equals(Set.copyOf(call.principals()));
    if (request.stale() ? !same : age >= Math.min(ttlMs, maxAge(request))) {
      return null;
    }
    var unsure = !same
        ? Unsure.OTHER_ASKER
        : history.grew(item.epoch()) && !request.stale() ? Unsure.NEW_PASSAGES : null;
    return new KeptAnswer(id, given.answer().question(), given.answer().text(),
        given.answer().done(), age, null, unsure, false);
  }

  private static long maxAge(LookUp request) {
    return request.maxAgeMs() == null ? Long.MAX_VALUE : request.maxAgeMs();
  }

  /**
   * Whether the answer holds for one for whom this is found at this epoch. Where it does not for those it
   * was given to, it is forgotten.
   */
  boolean confirms(ConfirmAnswer request, CallInfo call) {
    var item = shelf.get(request.id());
    if (item == null || !item.value().tenant().equals(call.tenant())) {
      return false;
    }
    var history = histories.of(item.collection());
    if (history.lost(item.basis(), item.epoch())) {
      shelf.outdate(request.id());
      return false;
    }
    if (!item.value().principals().equals(Set.copyOf(call.principals()))) {
      return request.found().containsAll(item.basis())
          && item.value().answer().seen().containsAll(request.found());
    }
    if (history.gained(request.found(), item.epoch())) {
      shelf.outdate(request.id());
      return false;
    }
    shelf.confirm(request.id(), request.epoch());
    return true;
  }

  AnswerStored store(StoreAnswer request, CallInfo call) {
    var key = AnswerKey.of(request.scope(), request.question(), call);
    var given = new GivenAnswer(request, key, call.tenant(), Set.copyOf(call.principals()));
    var item = new Item<>(new Collection(call.tenant(), request.scope().collection()), given,
        request.basis(), request.epoch(), clock.getAsLong(), Weight.of(request));
    if (!shelf.put(key.id(), item)) {
      return new AnswerStored("what it rests on has changed meanwhile");
    }
    if (shelf.get(key.id()) == null) {
      return new AnswerStored("there is no room for it");
    }
    remember(key);
    alike.add(given);
    return new AnswerStored(null);
  }

  private void remember(AnswerKey key) {
    var ids = latest.computeIfAbsent(key.question(), _ -> new ArrayList<>());
    ids.remove(key.id());
    ids.addFirst(key.id());
    if (ids.size() > OTHERS) {
      ids.removeLast();
    }
  }

  AnswersEvicted evict(EvictAnswers request, CallInfo call) {
    var questions = new ArrayList<String>();
    for (var entry : shelf.all().entrySet()) {
      if (isMeant(entry.getValue(), request, call)) {
        questions.add(entry.getValue().value().answer().question());
        if (!request.dryRun()) {
          shelf.remove(entry.getKey());
        }
      }
    }
    return new AnswersEvicted(questions.size(),
        questions.stream().sorted().distinct().limit(SHOWN).toList());
  }

  private static boolean isMeant(Item<GivenAnswer> item, EvictAnswers request, CallInfo call) {
    var given = item.value();
    return given.tenant().equals(call.tenant())
        && isAny(request.collection(), List.of(given.answer().scope().collection()))
        && isAny(request.document(),
            item.basis().stream().map(basis -> basis.document()).toList())
        && (request.question() == null || AnswerKey.normal(given.answer().question())
            .equals(AnswerKey.normal(request.question())));
  }

  private static boolean isAny(@Nullable String wanted, List<String> there) {
    return wanted == null || there.contains(wanted);
  }

  private void gone(GivenAnswer given) {
    latest.computeIfPresent(given.key().question(), (_, ids) -> {
      ids.remove(given.key().id());
      return ids.isEmpty() ? null : ids;
    });
    alike.remove(given);
  }
}
