package io.sluice.answer;

import io.sluice.answer.PassageSearch.Found;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.message.Answering;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.Caching;
import io.sluice.message.CorpusEvent;
import io.sluice.message.Embedding;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers questions and searches. To be deployed on virtual threads. */
public final class AnswerVerticle extends VerticleBase {
  private final Bus bus;
  private final Streams streams;
  private final AnswerConfig config;
  private final boolean reranks;
  private final @Nullable String policy;

  /**
   * An actor that is to be deployed.
   *
   * @param reranks whether there is a reranker to ask
   * @param policy stands for all that answers depend on and is configured; null where there is no cache
   *        to ask
   */
  public AnswerVerticle(Bus bus, Streams streams, AnswerConfig config, boolean reranks,
      @Nullable String policy) {
    this.bus = bus;
    this.streams = streams;
    this.config = config;
    this.reranks = reranks;
    this.policy = policy;
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(() -> Instructions.read(config.prompts()), false)
        .compose(read -> serve(Objects.requireNonNull(read)));
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
    var flow = new QuestionFlow(vertx, this::aside, bus, config, search,
        new Conversations(config.conversations(), config.conversationTurns()),
        new Condenser(model, instructions.condense(), config.condenseWithin()),
        flights, new PastAnswers(bus, search, embedder), policy);
    return Future.all(
        bus.hear(CorpusEvent.CORPUS_CHANGED, flights::hear),
        vertx.deployVerticle(
            new Reception(bus, streams, config.maxConcurrent(), search, flow)),
        bus.serve(Answering.EXPLAIN_CACHING,
            (asked, call) -> reply(() -> flow.explain(asked.question(), call))),
        bus.serve(Answering.SEARCH, (request, call) -> reply(() -> search.find(request, call)
            .map(AnswerVerticle::result))));
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

  private static SearchResult result(Found found) {
    return new SearchResult(found.hits(), found.degraded(), found.expansions());
  }
}
