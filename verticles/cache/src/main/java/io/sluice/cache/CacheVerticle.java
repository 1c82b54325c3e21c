package io.sluice.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Caching;
import io.sluice.message.Caching.AnswerCompared;
import io.sluice.message.Caching.AnswerConfirmed;
import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.CachesDescribed;
import io.sluice.message.Caching.CompareAnswer;
import io.sluice.message.Caching.ConfirmAnswer;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.Caching.LayerState;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.LongSupplier;

/** Remembers what was embedded, found and answered. To be deployed once, on an event loop. */
public final class CacheVerticle extends VerticleBase {
  private static final String EXACT = "exact";
  private static final String SEMANTIC = "semantic";

  private final Bus bus;
  private final CacheConfig config;
  private final Histories histories = new Histories();
  private final Embeddings embeddings;
  private final FoundPassages passages;
  private final Answers answers;
  private final AlikeQuestions alike;
  private final Tally exact;
  private final Tally semantic;

  /** An actor that is to be deployed, which measures into this registry. */
  public CacheVerticle(Bus bus, CacheConfig config, MeterRegistry registry) {
    this(bus, config, registry, System::currentTimeMillis);
  }

  CacheVerticle(Bus bus, CacheConfig config, MeterRegistry registry, LongSupplier clock) {
    this.bus = bus;
    this.config = config;
    this.exact = new Tally(EXACT, registry);
    this.semantic = new Tally(SEMANTIC, registry);
    this.embeddings = new Embeddings(bus, config.embeddings(),
        new Tally(Embeddings.LAYER, registry));
    this.passages = new FoundPassages(bus, config.passages(), histories, clock,
        new Tally(FoundPassages.LAYER, registry));
    this.alike = new AlikeQuestions(config.alike(), registry);
    this.answers = new Answers(config.answers(), histories, clock, exact, alike);
  }

  @Override
  public Future<?> start() {
    return Future.all(List.of(
        bus.hear(CorpusEvent.CORPUS_CHANGED, this::hear),
        bus.serve(Caching.EMBED, embeddings::embed),
        bus.serve(Caching.FIND_PASSAGES, passages::find),
        bus.serve(Caching.LOOK_UP, (request, call) -> reply(lookUp(request, call))),
        bus.serve(Caching.CONFIRM_ANSWER, (request, call) -> reply(confirm(request, call))),
        bus.serve(Caching.STORE_ANSWER, (request, call) -> reply(answers.store(request, call))),
        bus.serve(Caching.COMPARE_ANSWER, (request, call) -> reply(compare(request, call))),
        bus.serve(Caching.DESCRIBE_CACHES, (request, call) -> reply(describe(call))),
        bus.serve(Caching.EVICT_ANSWERS, (request, call) -> reply(evict(request, call)))));
  }

  private static <A> Future<Reply<A>> reply(A answer) {
    return Future.succeededFuture(Reply.of(answer));
  }

  private void hear(CorpusChanged change) {
    histories.hear(change);
    answers.shelf().hear(change);
    passages.shelf().hear(change);
  }

  private LookedUp lookUp(LookUp request, CallInfo call) {
    if (request.alike()) {
      var found = alike.find(request, call, answers);
      if (found.answer() == null) {
        semantic.miss();
      }
      return found;
    }
    var found = answers.find(request, call);
    // What stands in is not what was wanted, and what is unsure is counted when it is confirmed.
    if (!request.stale() && (found == null || found.unsure() == null)) {
      exact.count(found != null);
    }
    return new LookedUp(found, null, List.of());
  }

  private AnswerConfirmed confirm(ConfirmAnswer request, CallInfo call) {
    var confirmed = new AnswerConfirmed(request.fits() && answers.confirms(request, call));
    (request.alike() ? semantic : exact).count(confirmed.holds());
    return confirmed;
  }

  private AnswerCompared compare(CompareAnswer request, CallInfo call) {
    alike.learn(request, call);
    return new AnswerCompared();
  }

  private AnswersEvicted evict(EvictAnswers request, CallInfo call) {
    if (!request.dryRun() && request.question() == null) {
      passages.evict(request, call);
    }
    return answers.evict(request, call);
  }

  private CachesDescribed describe(CallInfo call) {
    var shelf = answers.shelf();
    return new CachesDescribed(
        List.of(embeddings.state(), passages.state(),
            new LayerState(EXACT, exact.hits(), exact.misses(), shelf.all().size(), shelf.bytes(),
                shelf.maxBytes(), config.answers().ttl().toMillis(), exact.evicted(),
                exact.outdated()),
            new LayerState(SEMANTIC, semantic.hits(), semantic.misses(), alike.size(), 0, 0,
                config.alike().ttl().toMillis(), semantic.evicted(), semantic.outdated())),
        alike.thresholds(call.tenant()));
  }
}
