package io.sluice.answer;

import io.sluice.answer.Condenser.Condensed;
import io.sluice.answer.PassageSearch.Found;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.language.Language;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.Search;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Hit;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.SearchMode;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a question, from top to bottom. Runs on a virtual thread, one for each question, and
 * writes everything that happens into the answer's log; the log ends with {@code done} or with
 * {@code error}, whatever happens.
 */
final class QuestionFlow {
  private static final Logger LOG = LoggerFactory.getLogger(QuestionFlow.class);
  private static final String CONTROL = "control";

  private final Vertx vertx;
  private final Bus bus;
  private final AnswerConfig config;
  private final PassageSearch search;
  private final Conversations conversations;
  private final Condenser condenser;
  private final NearestTopics topics;

  QuestionFlow(Vertx vertx, Bus bus, AnswerConfig config, PassageSearch search,
      Conversations conversations, Condenser condenser) {
    this.vertx = vertx;
    this.bus = bus;
    this.config = config;
    this.search = search;
    this.conversations = conversations;
    this.condenser = condenser;
    this.topics = new NearestTopics(bus);
  }

  void run(AskQuestion question, CallInfo call, EventLog<AnswerEvent> log) {
    endInTime(call, log);
    try {
      answer(question, call, log);
    } catch (Throwable e) { // also an error must not leave readers waiting
      LOG.error("question failed requestId={}", call.requestId(), e);
      log.end(new Failed(new Internal("the answer failed")));
    }
  }

  private void answer(AskQuestion question, CallInfo call, EventLog<AnswerEvent> log) {
    var time = Stopwatch.start();
    log.append(new Accepted(log.id()));

    var conversation = Conversations.key(question, call);
    var talk = conversations.before(question, conversation);
    var condensed = question.retrieves()
        ? condenser.condense(question.question(), talk, call)
        : Condensed.asItIs(question.question());
    var degraded = new ArrayList<>(condensed.degraded());
    var standalone = condensed.question();
    var variant = question.variant() == null ? CONTROL : question.variant();

    switch (find(question, standalone, call.spent(condensed.usage().costUsd()))) {
      case Refused<Found>(Refusal why) -> log.end(new Failed(why));
      case Answered<Found>(Found found) -> {
        degraded.addAll(found.degraded());
        degraded.forEach(log::append);
        var sources = numbered(found.hits());
        if (!log.append(new Sources(sources))) {
          return; // stopped, or out of time: not worth any words
        }

        var tier = TierChoice.of(question.tier(), standalone, talk.turns().size(), found.hits(),
            bus, call);
        if (tier.degraded() != null) {
          degraded.add(tier.degraded());
          log.append(tier.degraded());
        }
        var generate = new Generate(question.question(), standalone,
            Language.of(question.question()).tag(), tier.tier().tag(),
            found.hits().stream().map(Hit::passage).toList(), talk.turns(),
            found.hits().isEmpty() && question.retrieves() ? topics.to(found, call) : null,
            !question.retrieves());
        var understood = condensed.usage().plus(found.usage());
        var words = new Wording(bus, config.escalateFrom(), variant,
            call.spent(understood.costUsd()), log, time).of(generate, tier);
        if (words == null) {
          return;
        }
        var usage = understood.plus(words.usage());
        if (log.append(usage)) {
          var done = new Done(log.id(), words.grounded(), sources, words.citations(),
              new Route(variant, words.tier().tag(), words.provider(), words.model()),
              CacheState.NONE,
              Stream.concat(degraded.stream(), words.degraded().stream()).toList(),
              usage, new Timings(time.total(), found.embedMs(), found.searchMs(),
                  found.rerankMs(), words.firstTokenMs()),
              words.unsupported(), words.support(), words.finishReason(), words.suggestions());
          conversations.add(conversation, question.question(), standalone, words.text());
          log.end(done);
        }
      }
    }
  }

  private Reply<Found> find(AskQuestion question, String standalone, CallInfo call) {
    var wanted = new Search(standalone, question.collection(), question.k(), question.filters(),
        SearchMode.HYBRID, null, true, null, null, question.expand());
    return question.retrieves() ? search.find(wanted, call) : Reply.of(Found.without(wanted));
  }

  private void endInTime(CallInfo call, EventLog<AnswerEvent> log) {
    var late = new Failed(new DeadlinePassed("the answer was not ready in the time given"));
    var timer = vertx.setTimer(Math.max(1, call.remaining().toMillis()), tick -> log.end(late));
    log.whenEnded().onComplete(end -> vertx.cancelTimer(timer));
  }

  private static List<Source> numbered(List<Hit> hits) {
    return IntStream.range(0, hits.size()).mapToObj(i -> Source.of(i + 1, hits.get(i))).toList();
  }
}
