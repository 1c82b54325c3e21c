package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.Search;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers questions and searches. To be deployed on virtual threads. */
public final class AnswerVerticle extends VerticleBase {
  private static final long RETRY_AFTER_MS = 1000;

  private final Bus bus;
  private final Streams streams;
  private final AnswerConfig config;
  private final PassageSearch search;
  private final Conversations conversations;
  private final AtomicInteger running = new AtomicInteger();

  public AnswerVerticle(Bus bus, Streams streams, AnswerConfig config) {
    this.bus = bus;
    this.streams = streams;
    this.config = config;
    this.search = new PassageSearch(bus, config);
    this.conversations = new Conversations(config.conversations(), config.conversationTurns());
  }

  @Override
  public Future<?> start() {
    return Future.all(bus.serve(Answering.ASK_QUESTION, this::ask),
        bus.serve(Answering.SEARCH, this::search));
  }

  private Future<Reply<StreamOpened>> ask(AskQuestion question, CallInfo call) {
    if (running.get() >= config.maxConcurrent()) {
      return Future.succeededFuture(Reply.refused(
          new Overloaded("too many questions are being answered", RETRY_AFTER_MS)));
    }
    var unknown = search.unknownCollection(question.collection(), call);
    if (unknown != null) {
      return Future.succeededFuture(Reply.refused(unknown));
    }
    var log = streams.<AnswerEvent>open(call, new Failed(new Cancelled("the answer was stopped")));
    running.incrementAndGet();
    log.whenEnded().onComplete(end -> running.decrementAndGet());
    var flow = new QuestionFlow(vertx, bus, search, conversations);
    context.runOnContext(start -> flow.run(question, call, log));
    return Future.succeededFuture(Reply.of(new StreamOpened(log.id())));
  }

  private Future<Reply<SearchResult>> search(Search request, CallInfo call) {
    var found = search.find(request.query(), request.collection(), request.k(), request.filters(),
        request.mode(), request.alpha(), call);
    return Future.succeededFuture(
        found.map(passages -> new SearchResult(passages.hits(), passages.degraded())));
  }
}
