package io.sluice.answer;

import io.sluice.answer.PassageSearch.Found;
import io.sluice.answer.journal.Journal;
import io.sluice.answer.journal.JournalVerticle;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.Caching;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent;
import io.sluice.message.Embedding;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.redis.RedisLink;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers questions and searches. To be deployed on virtual threads. */
public final class AnswerVerticle extends VerticleBase {
  private static final long RETRY_AFTER_MS = 1000;

  private final Bus bus;
  private final Streams streams;
  private final AnswerConfig config;
  private final boolean reranks;
  private final @Nullable String policy;
  private final @Nullable RedisLink redis;
  private final Conversations conversations;
  private final Repeats repeats;
  private final Observer observer;
  private volatile Journal journal = Journal.NONE;
  private final AtomicInteger running = new AtomicInteger();

  /**
   * An actor that is to be deployed.
   *
   * @param reranks whether there is a reranker to ask
   * @param policy stands for all that answers depend on and is configured; null where there is no cache
   *        to ask
   * @param redis where conversations and answers are, too, for other nodes and after a restart; null
   *        where they are in memory only
   */
  public AnswerVerticle(Bus bus, Streams streams, AnswerConfig config, boolean reranks,
      @Nullable String policy, @Nullable RedisLink redis) {
    this.bus = bus;
    this.streams = streams;
    this.config = config;
    this.reranks = reranks;
    this.policy = policy;
    this.repeats = new Repeats(streams::has);
    this.observer = new Observer(bus);
    this.redis = redis;
    this.conversations = new Conversations(talks(config, redis), config.conversationTurns());
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
    return openJournal().compose(opened -> {
      journal = opened;
      return vertx.executeBlocking(() -> Instructions.read(config.prompts()), false);
    }).compose(read -> serve(Objects.requireNonNull(read)));
  }

  private Future<Journal> openJournal() {
    if (redis == null) {
      return Future.succeededFuture(Journal.NONE);
    }
    var inRedis = new JournalVerticle(bus, redis, streams);
    return vertx.deployVerticle(inRedis, new DeploymentOptions()).map(inRedis);
  }

  private Future<?> serve(Instructions instructions) {
    var model = new SmallModel(bus);
    var embedder = new Embedder(bus, policy == null ? Embedding.EMBED : Caching.EMBED,
        config.embedWithin());
    var search = new PassageSearch(bus,
        policy == null ? Retrieval.FIND_PASSAGES : Caching.FIND_PASSAGES, config, embedder,
        reranks ? new Reranker(bus, config.rerankWithin()) : null,
        new Expander(model, config.expansion(), instructions));
    var flights = new Flights(streams);
    var flow = new QuestionFlow(vertx, bus, config, search, conversations,
        new Condenser(model, instructions.condense(), config.condenseWithin()),
        flights, new PastAnswers(bus, search, embedder), policy);
    return Future.all(
        bus.hear(CorpusEvent.CORPUS_CHANGED, flights::hear),
        bus.serve(Answering.ASK_QUESTION,
            (question, call) -> aside(() -> ask(question, null, call, search, flow))),
        bus.serve(Answering.ASK_ONCE,
            (once, call) -> aside(() -> ask(once.question(), once.key(), call, search, flow))),
        bus.serve(Answering.EXPLAIN_CACHING,
            (asked, call) -> aside(() -> flow.explain(asked.question(), call))),
        bus.serve(Answering.SEARCH, (request, call) -> aside(() -> search.find(request, call)
            .map(AnswerVerticle::result))));
  }

  /** On a virtual thread of its own: a handler that waits keeps the next message waiting, too. */
  private <A> Future<Reply<A>> aside(Supplier<Reply<A>> work) {
    var done = Promise.<Reply<A>>promise();
    context.runOnContext(start -> {
      try {
        done.complete(work.get());
      } catch (Throwable e) { // await() throws also what is checked
        done.fail(e);
      }
    });
    return done.future();
  }

  private Reply<StreamOpened> ask(AskQuestion question, @Nullable String key, CallInfo call,
      PassageSearch search, QuestionFlow flow) {
    var reply = admit(question, key, call, search, flow);
    if (reply instanceof Refused<StreamOpened>(Refusal why)) {
      observer.refused(why, call);
    }
    return reply;
  }

  private Reply<StreamOpened> admit(AskQuestion question, @Nullable String key, CallInfo call,
      PassageSearch search, QuestionFlow flow) {
    if (running.incrementAndGet() > config.maxConcurrent()) {
      running.decrementAndGet();
      return Reply.refused(
          new Overloaded("too many questions are being answered", RETRY_AFTER_MS));
    }
    var opened = new AtomicBoolean();
    try {
      var unknown = search.unknownCollection(question.collection(), call);
      if (unknown != null) {
        return Reply.refused(unknown);
      }
      return key == null
          ? Reply.of(new StreamOpened(open(question, call, flow, opened).id()))
          : repeats.once(question, key, call, () -> open(question, call, flow, opened));
    } finally {
      if (!opened.get()) {
        running.decrementAndGet();
      }
    }
  }

  private EventLog<AnswerEvent> open(AskQuestion question, CallInfo call, QuestionFlow flow,
      AtomicBoolean opened) {
    var log = streams.<AnswerEvent>open(call, new Failed(new Cancelled("the answer was stopped")));
    opened.set(true);
    journal.keep(log, call);
    log.whenEnded().onComplete(end -> {
      running.decrementAndGet();
      observer.ended(log.latest(), call);
    });
    context.runOnContext(start -> flow.run(question, call, log));
    return log;
  }

  private static SearchResult result(Found found) {
    return new SearchResult(found.hits(), found.degraded(), found.expansions());
  }
}
