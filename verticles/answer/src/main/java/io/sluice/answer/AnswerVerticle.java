package io.sluice.answer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.answer.journal.Journal;
import io.sluice.answer.journal.JournalVerticle;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.message.Answering;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.Caching;
import io.sluice.message.CorpusEvent;
import io.sluice.message.Embedding;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval;
import io.sluice.redis.RedisLink;
import io.sluice.resilience.Bulkhead;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers questions and searches. To be deployed on virtual threads. */
public final class AnswerVerticle extends VerticleBase {
  private static final int SEARCHES_FOR_EACH_CORE = 16;

  private static final long LAST_WORDS_MS = 5000;

  private final Bus bus;
  private final Streams streams;
  private final AnswerConfig config;
  private final boolean reranks;
  private final boolean experiments;
  private final @Nullable String policy;
  private final @Nullable RedisLink redis;
  private final MeterRegistry registry;
  private Supplier<Future<Void>> told = Future::succeededFuture;

  /**
   * An actor that is to be deployed.
   *
   * @param reranks whether there is a reranker to ask
   * @param policy stands for all that answers depend on and is configured; null where there is no cache
   *        to ask
   * @param redis where conversations and answers are, too, for other nodes and after a restart; null
   *        where they are in memory only
   * @param registry what is measured goes there
   */
  public AnswerVerticle(Bus bus, Streams streams, AnswerConfig config, boolean reranks,
      boolean experiments,
      @Nullable String policy, @Nullable RedisLink redis, MeterRegistry registry) {
    this.bus = bus;
    this.streams = streams;
    this.config = config;
    this.reranks = reranks;
    this.experiments = experiments;
    this.policy = policy;
    this.redis = redis;
    this.registry = registry;
  }

  private static Talks talks(AnswerConfig config, @Nullable RedisLink redis) {
    var known = new TalksInMemory(config.conversations(), config.conversationTurns(),
        config.conversationTtl());
    return redis == null
        ? known
        : new TalksInRedis(redis, known, config.conversationTurns(), config.conversationTtl());
  }

  @Override
  public Future<?> start() {
    return openJournal().compose(journal -> vertx
        .executeBlocking(() -> Instructions.read(config.prompts()), false)
        .compose(read -> serve(Objects.requireNonNull(read), journal)));
  }

  /** Insight is to know of each answer, but nobody waits for that for long. */
  @Override
  public Future<?> stop() {
    return told.get().timeout(LAST_WORDS_MS, TimeUnit.MILLISECONDS)
        .otherwiseEmpty();
  }

  private Future<Journal> openJournal() {
    if (redis == null) {
      return Future.succeededFuture(Journal.NONE);
    }
    var inRedis = new JournalVerticle(bus, redis, streams);
    return vertx.deployVerticle(inRedis, new DeploymentOptions()).map(inRedis);
  }

  private Future<?> serve(Instructions instructions, Journal journal) {
    var model = new SmallModel(bus);
    var embedder = new Embedder(bus, policy == null ? Embedding.EMBED : Caching.EMBED,
        config.embedWithin());
    var searching = new Bulkhead(vertx, searchesAtOnce());
    Gauge.builder("rag.waiting", searching::waiting).tag("what", "search")
        .description("How many wait for their turn").register(registry);
    var turns = new SearchTurns(searching);
    var search = new PassageSearch(bus,
        policy == null ? Retrieval.FIND_PASSAGES : Caching.FIND_PASSAGES, config, embedder,
        reranks ? new Reranker(bus, config.rerankWithin()) : null,
        new Expander(model, config.expansion(), instructions));
    var flights = new Flights(streams);
    var abroad = new Abroad(bus, streams, flights, redis == null || !vertx.isClustered()
        ? null
        : new Claims(redis, streams.node()));
    var observer = new Observer(vertx, bus, new Overload(vertx), registry);
    told = observer::told;
    var privacy = QuestionPrivacy.configured(config);
    var flow = new QuestionFlow(vertx, this::aside, bus, config, search,
        new Conversations(talks(config, redis), config.conversationTurns()),
        new Condenser(model, instructions.condense(), config.condenseWithin()),
        new Variants(bus, experiments), flights, abroad, turns,
        new PastAnswers(bus, search, turns, embedder), observer,
        new TopScore(registry), policy);
    return Future.all(
        bus.hear(CorpusEvent.CORPUS_CHANGED, flights::hear),
        abroad.serve(),
        vertx.deployVerticle(
            new Reception(bus, streams, config.maxConcurrent(), search, flow, privacy, journal,
                redis == null
                    ? null
                    : new RepeatsAnywhere(vertx, bus, redis, streams.limits().keepFor()),
                observer, registry)),
        bus.serve(Answering.EXPLAIN_CACHING,
            (asked, call) -> reply(
                () -> turns.in(call, () -> flow.explain(privacy.of(asked.question()), call)))),
        bus.serve(Answering.SEARCH, (request, call) -> {
          var sought = privacy.of(request);
          return reply(() -> turns.in(call, () -> search.find(sought, call))
              .map(found -> new SearchResult(found.hits(),
                  privacy.told(sought.query(), found.degraded()), found.expansions())));
        }));
  }

  private int searchesAtOnce() {
    return config.searchesAtOnce() > 0
        ? config.searchesAtOnce()
        : SEARCHES_FOR_EACH_CORE * Runtime.getRuntime().availableProcessors();
  }

  private <A> Future<Reply<A>> reply(Supplier<Reply<A>> work) {
    var done = Promise.<Reply<A>>promise();
    aside(() -> {
      try {
        done.complete(work.get());
      } catch (Throwable e) { // await() throws also what is checked
        done.fail(e);
      }
    });
    return done.future();
  }

  /** On a virtual thread of its own: a handler that waits keeps the next message waiting, too. */
  private void aside(Runnable work) {
    context.runOnContext(start -> work.run());
  }
}
