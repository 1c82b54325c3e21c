package io.sluice.answer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.answer.journal.Journal;
import io.sluice.apologies.Apologies;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.LoadFound;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes questions, no more at once than may be in work, and opens their logs. To be deployed on an event
 * loop: what was answered before is given again right here, and takes no thread of its own.
 */
final class Reception extends VerticleBase {
  private static final long RETRY_AFTER_MS = 1000;

  private final Bus bus;
  private final Streams streams;
  private final int maxConcurrent;
  private final PassageSearch search;
  private final QuestionFlow flow;
  private final QuestionPrivacy privacy;
  private final Journal journal;
  private final Repeats repeats;
  private final @Nullable RepeatsAnywhere anywhere;
  private final Observer observer;
  private final AtomicInteger running = new AtomicInteger();

  /** @param anywhere what other nodes answered; null where there are none, and nothing outlasts this one */
  Reception(Bus bus, Streams streams, int maxConcurrent, PassageSearch search,
      QuestionFlow flow, QuestionPrivacy privacy, Journal journal,
      @Nullable RepeatsAnywhere anywhere, Observer observer, MeterRegistry registry) {
    this.bus = bus;
    this.streams = streams;
    this.maxConcurrent = maxConcurrent;
    this.search = search;
    this.flow = flow;
    this.privacy = privacy;
    this.journal = journal;
    this.repeats = new Repeats(streams::has);
    this.anywhere = anywhere;
    this.observer = observer;
    Gauge.builder("rag.active.queries", running::get)
        .description("Questions that are being answered").register(registry);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.serve(Answering.FIND_LOAD, (find, call) -> Future.succeededFuture(
            Reply.of(new LoadFound(running.get(), maxConcurrent)))),
        bus.serve(Answering.ASK_QUESTION,
            (question, call) -> take(privacy.of(question), null, call)),
        bus.serve(Answering.ASK_ONCE,
            (once, call) -> take(privacy.of(once.question()), once.key(), call)));
  }

  private Future<Reply<StreamOpened>> take(AskQuestion question, @Nullable String key,
      CallInfo call) {
    var span = QuestionSpan.begin(bus.tracing(), question, call);
    return admit(question, key, span.of(call), span).onSuccess(reply -> {
      switch (reply) {
        case Refused<StreamOpened>(Refusal why) -> {
          observer.refused(why, question, call);
          span.refused(why);
        }
        case Answered<StreamOpened> opened -> span.opened();
      }
    }).onFailure(fault -> span.refused(new Internal("the question failed")));
  }

  private Future<Reply<StreamOpened>> admit(AskQuestion question, @Nullable String key,
      CallInfo call, QuestionSpan span) {
    var before = key == null ? null : repeats.before(question, key, call);
    if (before != null) {
      return Future.succeededFuture(before);
    }
    return key == null || anywhere == null
        ? begin(question, key, call, span)
        : anywhere.once(question, key, call, () -> begin(question, key, call, span));
  }

  private Future<Reply<StreamOpened>> begin(AskQuestion question, @Nullable String key,
      CallInfo call, QuestionSpan span) {
    if (running.incrementAndGet() > maxConcurrent) {
      running.decrementAndGet();
      return Future.succeededFuture(Reply.refused(
          new Overloaded("too many questions are being answered", RETRY_AFTER_MS)));
    }
    var opened = new AtomicBoolean();
    return flow.recall(question, call).compose(reply -> switch (reply) {
      case Refused<Asked>(Refusal why) ->
        Future.succeededFuture(Reply.<StreamOpened>refused(why));
      case Answered<Asked>(Asked asked) ->
        open(asked.telling(privacy.told(question.question())), key, opened, span);
    })
        .onComplete(done -> {
          if (!opened.get()) {
            running.decrementAndGet();
          }
        });
  }

  /** Where an answer is kept, there is its collection. */
  private Future<Reply<StreamOpened>> open(Asked asked, @Nullable String key,
      AtomicBoolean opened, QuestionSpan span) {
    return asked.isAnswered()
        ? Future.succeededFuture(log(asked, key, opened, span))
        : search.known(asked.question().collection(), asked.call()).map(reply -> switch (reply) {
          case Refused<String>(Refusal why) -> Reply.refused(why);
          case Answered<String> known -> log(asked, key, opened, span);
        });
  }

  private Reply<StreamOpened> log(Asked asked, @Nullable String key, AtomicBoolean opened,
      QuestionSpan span) {
    return key == null
        ? Reply.of(begin(asked, opened, span).opened())
        : repeats.once(asked.question(), key, asked.call(), () -> begin(asked, opened, span));
  }

  private EventLog<AnswerEvent> begin(Asked asked, AtomicBoolean opened, QuestionSpan span) {
    var log = streams.<AnswerEvent>open(asked.call(),
        new Failed(new Cancelled("the answer was stopped")),
        Apologies.to(asked.question().question(),
            new Unavailable("gateway", "the gateway is being stopped; ask again")));
    opened.set(true);
    span.hasBegun();
    journal.keep(log, asked.call());
    log.whenEnded().onComplete(end -> {
      running.decrementAndGet();
      observer.ended(log.latest(), log.id(), asked);
      span.ended(log.latest(), asked);
    });
    flow.run(asked, log);
    return log;
  }
}
