package io.sluice.answer;

import io.sluice.answer.PassageSearch.Found;
import io.sluice.bus.Bus;
import io.sluice.language.Language;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.CachingExplained;
import io.sluice.message.Caching;
import io.sluice.message.Caching.AnswerConfirmed;
import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.Candidate;
import io.sluice.message.Caching.CompareAnswer;
import io.sluice.message.Caching.ConfirmAnswer;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Hit;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers that were given before. Where the cache does not say in time it is as if there were none.
 *
 * <p>An answer that is in doubt, since new passages came or it was given to somebody else, counts where
 * the search for its question finds now, for who asks now, nothing that speaks against it.
 */
final class PastAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(PastAnswers.class);
  private static final LookedUp NOTHING = new LookedUp(null, null, List.of());

  private final Bus bus;
  private final PassageSearch search;
  private final SearchTurns turns;
  private final Embedder embedder;

  PastAnswers(Bus bus, PassageSearch search, SearchTurns turns, Embedder embedder) {
    this.bus = bus;
    this.search = search;
    this.turns = turns;
    this.embedder = embedder;
  }

  /** The answer to this very question, where there is one; it may be in doubt. */
  Future<LookedUp> recall(Posed posed) {
    return lookUp(posed, false, null, false);
  }

  /** What there is now, where there was nothing before; that has been counted. */
  Future<LookedUp> recallAgain(Posed posed) {
    return lookUp(posed.uncounted(), false, null, false);
  }

  /** What was recalled, if it counts. Waits where that is in doubt. */
  @Nullable
  KeptAnswer same(LookedUp recalled, Posed posed) {
    var kept = recalled.answer();
    return kept == null || kept.unsure() == null || holdsNow(kept, posed) ? kept : null;
  }

  private boolean holdsNow(KeptAnswer kept, Posed posed) {
    return turns.in(posed.call(),
        () -> Reply.of(holds(kept, posed))) instanceof Answered<Boolean>(Boolean holds) && holds;
  }

  /**
   * An answer to a question that means the same, or nearly does. That the two are alike is not enough: this
   * question's own search must bear it out. To be done in a turn. Waits.
   */
  LookedUp alike(Posed posed) {
    if (!posed.caches(CacheUse.USE)) {
      return NOTHING;
    }
    var found = lookUp(posed, true, vector(posed.standalone(), posed.call()), false)
        .await();
    var kept = found.answer();
    if (kept == null) {
      return found;
    }
    var objection = objection(kept, posed);
    return objection == null
        ? found
        : new LookedUp(null, null,
            List.of(new Candidate(kept.question(), Objects.requireNonNull(kept.similarity()),
                objection)));
  }

  private @Nullable String objection(KeptAnswer kept, Posed posed) {
    return switch (search.find(posed.search(posed.standalone()), posed.call())) {
      case Refused<Found>(Refusal why) -> "it cannot be searched now: " + why.message();
      case Answered<Found>(Found found) -> {
        var objection = LikeAnswer.objection(kept, posed.standalone(), found.hits());
        var holds = kept.unsure() == null
            ? confirmed(kept, posed.standalone(), found, objection == null, posed)
            : holds(kept, posed);
        yield objection != null || holds
            ? objection
            : "its own search finds something else now, or for this asker";
      }
    };
  }

  /** What may be too old, but is better than nothing. Waits. */
  @Nullable
  KeptAnswer stale(Posed posed) {
    return lookUp(posed, false, null, true).await().answer();
  }

  /** What {@link #recall} and {@link #alike} would say, and why. Waits. */
  CachingExplained explain(Posed posed) {
    if (posed.scope() == null || !posed.caches(CacheUse.USE)) {
      return explained(posed, "none", null, "the cache is not used for it", List.of());
    }
    var same = recall(posed).await().answer();
    if (same != null && (same.unsure() == null || holds(same, posed))) {
      return explained(posed, "exact", same, "this question was answered" + assured(same),
          List.of());
    }
    var alike = alike(posed);
    var kept = alike.answer();
    return kept == null
        ? explained(posed, "none", null, same == null
            ? "neither this question was answered nor one that certainly means the same"
            : "it was answered, but its search does not find the same for this asker any more",
            alike.candidates())
        : explained(posed, "semantic", kept, "a question was answered that means the same"
            + assured(kept), alike.candidates());
  }

  private static String assured(KeptAnswer kept) {
    return switch (kept.unsure()) {
      case null -> "";
      case NEW_PASSAGES -> ", and passages that came since then do not answer it better";
      case OTHER_ASKER -> ", to another asker, from the same passages as this one's search finds";
    };
  }

  private static CachingExplained explained(Posed posed, String layer, @Nullable KeptAnswer kept,
      String why, List<Candidate> candidates) {
    return new CachingExplained(layer, posed.standalone(), kept == null ? null : kept.question(),
        kept == null ? null : kept.similarity(), kept == null ? null : kept.ageMs(), why,
        candidates);
  }

  private Future<LookedUp> lookUp(Posed posed, boolean alike, @Nullable Embedded embedded,
      boolean stale) {
    var scope = posed.scope();
    if (scope == null || !posed.caches(CacheUse.USE)) {
      return Future.succeededFuture(NOTHING);
    }
    var request = new LookUp(scope, posed.standalone(), alike, embedded,
        posed.question().maxAgeMs(), stale);
    return bus.ask(Caching.LOOK_UP, request, posed.call()).map(reply -> switch (reply) {
      case Answered<LookedUp>(LookedUp found) -> found;
      case Refused<LookedUp>(Refusal why) -> {
        LOG.debug("not looked up requestId={} why={}", posed.call().requestId(), why.message());
        yield NOTHING;
      }
    });
  }

  private boolean holds(KeptAnswer kept, Posed posed) {
    return switch (search.find(posed.search(kept.question()), posed.call())) {
      case Refused<Found> refused -> false;
      case Answered<Found>(Found found) -> confirmed(kept, kept.question(), found, true, posed);
    };
  }

  /** Whether the cache says that it counts; it also learns whether it was of use. */
  private boolean confirmed(KeptAnswer kept, String question, Found found, boolean fits,
      Posed posed) {
    var rivals = Rivals.of(kept, question, found);
    var request = new ConfirmAnswer(kept.id(), rivals == null ? List.of() : rivals, found.epoch(),
        kept.similarity() != null, fits && rivals != null && found.degraded().isEmpty());
    return bus.ask(Caching.CONFIRM_ANSWER, request, posed.call())
        .await() instanceof Answered<AnswerConfirmed>(AnswerConfirmed confirmed)
        && confirmed.holds();
  }

  /**
   * Keeps an answer that is whole and sound, with the sources it cites. Only a model was told what was said
   * before. Nobody waits for it.
   */
  void keep(Posed posed, Found found, Done done, String text) {
    var scope = posed.scope();
    var cited = Cited.of(done);
    if (scope == null || !posed.stores() || cited.isEmpty() || !isSound(done)) {
      return;
    }
    var request = new StoreAnswer(
        done.route().provider().equals(Route.EXTRACTIVE) ? scope.alone() : scope,
        posed.standalone(),
        found.sought().fits() ? found.sought().embedded() : null, text, done.with(cited),
        basis(found, cited), found.basis(), found.epoch());
    bus.ask(Caching.STORE_ANSWER, request, posed.call().renewed(Caching.STORE_ANSWER.timeout()))
        .onSuccess(reply -> {
          if (reply instanceof Answered<Caching.AnswerStored>(var stored)
              && stored.why() == null) {
            return;
          }
          LOG.debug("not stored requestId={} {}", posed.call().requestId(), reply);
        });
  }

  private static List<Basis> basis(Found found, List<Source> cited) {
    var passages = cited.stream().map(Source::passage).toList();
    var documents = cited.stream().map(Source::document).toList();
    return found.isWidened()
        ? found.basis().stream().filter(one -> documents.contains(one.document())).toList()
        : found.hits().stream().map(Hit::passage)
            .filter(passage -> passages.contains(passage.id()))
            .map(passage -> new Basis(passage.document(), passage.hash())).distinct().toList();
  }

  private static boolean isSound(Done done) {
    return done.grounded() && done.degraded().isEmpty()
        && AnswerEvent.STOP.equals(done.finishReason());
  }

  /** Tells whether an answer to a like question says what the question's own says. */
  void compare(Posed posed, KeptAnswer kept, Done own, String text) {
    var scope = posed.scope();
    if (scope != null && kept.similarity() != null) {
      bus.ask(Caching.COMPARE_ANSWER,
          new CompareAnswer(scope, kept.similarity(),
              Agreement.between(kept.done(), kept.text(), own, text)),
          posed.call().renewed(Caching.COMPARE_ANSWER.timeout()));
    }
  }

  /** Null where the model does not understand the language. */
  private @Nullable Embedded vector(String question, CallInfo call) {
    var query = Normalizer.normalize(question, Normalizer.Form.NFC);
    Reply<Embedded> reply = embedder.embed(List.of(query), Purpose.QUESTION, call);
    return reply instanceof Answered<Embedded>(Embedded embedded)
        && embedded.languages().contains(Language.of(query).tag()) ? embedded : null;
  }
}
