package io.sluice.cache;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.cache.alike.Asked;
import io.sluice.message.Caching;
import io.sluice.message.Caching.AnswerCompared;
import io.sluice.message.Caching.AnswerConfirmed;
import io.sluice.message.Caching.AnswerStored;
import io.sluice.message.Caching.AnswersEvicted;
import io.sluice.message.Caching.CachesDescribed;
import io.sluice.message.Caching.CompareAnswer;
import io.sluice.message.Caching.ConfirmAnswer;
import io.sluice.message.Caching.EvictAnswers;
import io.sluice.message.Caching.LayerState;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Caching.QuestionKept;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers what was embedded, found and answered. To be deployed once on a node, on an event loop. */
public final class CacheVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CacheVerticle.class);
  /** How often it is looked for what this node was not told. */
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final String EXACT = "exact";
  private static final String SEMANTIC = "semantic";

  private final Bus bus;
  private final CacheConfig config;
  private final @Nullable RedisLink redis;
  private final Histories histories = new Histories();
  private final @Nullable RedisHistories sharedHistories;
  private final Embeddings embeddings;
  private final FoundPassages passages;
  private final MemoryShelf<PassagesFound> ownPassages;
  private final Answers answers;
  private final MemoryShelf<GivenAnswer> ownAnswers;
  private final AlikeQuestions alike;
  private @Nullable SharedQuestions sharedQuestions;
  private final Tally found;
  private final Tally exact;
  private final Tally semantic;

  /**
   * An actor that is to be deployed, which measures into this registry.
   *
   * @param redis which other nodes remember in, too; null where this one is alone
   */
  public CacheVerticle(Bus bus, CacheConfig config, @Nullable RedisLink redis,
      MeterRegistry registry) {
    this(bus, config, redis, registry, System::currentTimeMillis);
  }

  CacheVerticle(Bus bus, CacheConfig config, @Nullable RedisLink redis, MeterRegistry registry,
      LongSupplier clock) {
    this.bus = bus;
    this.config = config;
    this.redis = redis;
    this.exact = new Tally(EXACT, registry);
    this.semantic = new Tally(SEMANTIC, registry);
    this.found = new Tally(FoundPassages.LAYER, registry);
    this.sharedHistories = redis == null ? null : new RedisHistories(redis, bus, longest(config));
    var embedded = new Tally(Embeddings.LAYER, registry);
    FunctionCounter.builder("rag.embedding.cache.hits", embedded, Tally::hits)
        .description("Texts whose vectors were remembered").register(registry);
    this.embeddings = new Embeddings(bus, config.embeddings(), embedded,
        redis == null ? null : new SharedVectors(redis, config.embeddings().ttl()));
    this.alike = new AlikeQuestions(config.alike(), bytes(config.answers().maxMb()), registry);
    this.ownPassages = new MemoryShelf<>(bytes(config.passages().maxMb()),
        config.passages().keepFor(), histories, clock, found, _ -> {});
    this.passages = new FoundPassages(bus, config.passages(), clock, found, shelf("passages",
        FoundPassages.FORM, config.passages(), ownPassages, clock));
    this.ownAnswers = new MemoryShelf<>(bytes(config.answers().maxMb()),
        config.answers().keepFor(), histories, clock, exact, this::isGone);
    this.answers = new Answers(config.answers(), clock,
        shelf("answers", new AnswerForm(), config.answers(), ownAnswers, clock));
  }

  private static Duration longest(CacheConfig config) {
    return config.passages().keepFor().compareTo(config.answers().keepFor()) > 0
        ? config.passages().keepFor()
        : config.answers().keepFor();
  }

  private static long bytes(int mb) {
    return (long) mb << 20;
  }

  private <V> Shelf<V> shelf(String layer, Form<V> form, CacheConfig.Kept kept,
      MemoryShelf<V> own, LongSupplier clock) {
    return redis == null || sharedHistories == null || kept.maxMb() == 0
        ? own
        : new SharedShelf<>(new RedisShelf<>(redis, sharedHistories, histories, layer, form,
            bytes(config.redisMaxMb()), kept.keepFor(), clock), own);
  }

  /** From this node's memory: where it is shared, others may have it still. */
  private void isGone(Item<GivenAnswer> item) {
    if (redis == null) {
      alike.remove(item.value().key());
    }
  }

  @Override
  public Future<?> start() {
    return redis == null ? serve() : ready().compose(_ -> {
      sharedQuestions = new SharedQuestions(redis, alike, config.alike().ttl());
      return serve();
    });
  }

  /** What other nodes have told is heard right after the start; the dictionary for it is large. */
  private Future<?> ready() {
    return vertx.executeBlocking(() -> Asked.of("준비 ready"));
  }

  private Future<?> serve() {
    if (vertx.isClustered()) {
      var missed = new MissedNews(bus, histories, this::hear);
      vertx.setPeriodic(LOOK.toMillis(), _ -> missed.look());
    }
    return Future.all(List.of(
        bus.hear(CorpusEvent.CORPUS_CHANGED, this::hear),
        bus.serve(Caching.EMBED, embeddings::embed),
        bus.serve(Caching.FIND_PASSAGES, passages::find),
        bus.serve(Caching.LOOK_UP, (request, call) -> lookUp(request, call).map(Reply::of)),
        bus.serve(Caching.CONFIRM_ANSWER, (request, call) -> confirm(request, call)
            .map(Reply::of)),
        bus.serve(Caching.STORE_ANSWER, (request, call) -> store(request, call).map(Reply::of)),
        bus.serve(Caching.COMPARE_ANSWER, (request, call) -> Future.succeededFuture(
            Reply.of(compare(request, call)))),
        bus.serve(Caching.DESCRIBE_CACHES, (request, call) -> Future.succeededFuture(
            Reply.of(describe(call)))),
        bus.serve(Caching.EVICT_ANSWERS, (request, call) -> evict(request, call)
            .map(Reply::of).otherwise(CacheVerticle::notForgotten))));
  }

  @Override
  public Future<?> stop() {
    return sharedQuestions == null ? Future.succeededFuture() : sharedQuestions.close();
  }

  private void hear(CorpusChanged change) {
    histories.hear(change);
    ownAnswers.hear(change);
    ownPassages.hear(change);
    if (sharedHistories != null) {
      sharedHistories.hear(change);
    }
  }

  private Future<LookedUp> lookUp(LookUp request, CallInfo call) {
    return request.alike() ? lookUpAlike(request, call) : lookUpSame(request, call);
  }

  private Future<LookedUp> lookUpAlike(LookUp request, CallInfo call) {
    return alike.find(request, call, answers).onSuccess(looked -> {
      if (looked.answer() == null) {
        semantic.count(false, call);
      }
    });
  }

  /** What stands in is not what was wanted, and what is unsure is counted when it is confirmed. */
  private Future<LookedUp> lookUpSame(LookUp request, CallInfo call) {
    return answers.find(request, call).map(kept -> {
      if (!request.stale() && (kept.isEmpty() || kept.get().unsure() == null)) {
        exact.count(kept.isPresent(), call);
      }
      return new LookedUp(kept.orElse(null), null, List.of());
    });
  }

  private Future<AnswerConfirmed> confirm(ConfirmAnswer request, CallInfo call) {
    var holds = request.fits() ? answers.confirms(request, call) : Future.succeededFuture(false);
    return holds.map(confirmed -> {
      (request.alike() ? semantic : exact).count(confirmed, call);
      return new AnswerConfirmed(confirmed);
    });
  }

  private Future<AnswerStored> store(StoreAnswer request, CallInfo call) {
    return answers.store(request, call).map(why -> {
      if (why.isEmpty()) {
        share(request, call);
      }
      return new AnswerStored(why.orElse(null));
    });
  }

  private void share(StoreAnswer answer, CallInfo call) {
    var key = AnswerKey.of(answer.scope(), answer.question(), call);
    var kept = new QuestionKept(answer.scope(), answer.question(), answer.embedded(),
        key.question(), key.id(), AnswerKey.hash(List.of(answer.text())));
    if (alike.add(call.tenant(), kept) && sharedQuestions != null) {
      sharedQuestions.tell(call.tenant(), kept);
    }
  }

  private AnswerCompared compare(CompareAnswer request, CallInfo call) {
    alike.learn(request, call.tenant());
    if (sharedQuestions != null) {
      sharedQuestions.tell(call.tenant(), request);
    }
    return new AnswerCompared();
  }

  /** Only what other nodes and restarts have, too, may be out of reach. */
  private static Reply<AnswersEvicted> notForgotten(Throwable why) {
    LOG.warn("not evicted: {}", why.getMessage());
    return Reply.refused(new Unavailable("redis",
        "what is kept in Redis cannot be reached now, and would come back: try again"));
  }

  private Future<AnswersEvicted> evict(EvictAnswers request, CallInfo call) {
    var evicted = answers.evict(request, call);
    return request.dryRun() || request.question() != null
        ? evicted
        : evicted.compose(all -> passages.evict(request, call).map(all));
  }

  /** Of what is kept in this node's memory. */
  private CachesDescribed describe(CallInfo call) {
    return new CachesDescribed(
        List.of(embeddings.state(),
            state(FoundPassages.LAYER, found, ownPassages, config.passages()),
            state(EXACT, exact, ownAnswers, config.answers()),
            new LayerState(SEMANTIC, semantic.hits(), semantic.misses(), alike.size(), 0, 0,
                config.alike().ttl().toMillis(), semantic.evicted(), semantic.outdated())),
        alike.thresholds(call.tenant()));
  }

  private static LayerState state(String layer, Tally tally, MemoryShelf<?> shelf,
      CacheConfig.Kept config) {
    return new LayerState(layer, tally.hits(), tally.misses(), shelf.entries(), shelf.bytes(),
        shelf.maxBytes(), config.ttl().toMillis(), tally.evicted(), tally.outdated());
  }
}
