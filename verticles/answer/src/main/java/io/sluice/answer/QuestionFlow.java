package io.sluice.answer;

import io.sluice.answer.Condenser.Condensed;
import io.sluice.answer.Conversations.Talk;
import io.sluice.answer.PassageSearch.Found;
import io.sluice.apologies.Apologies;
import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.CachingExplained;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a question, from top to bottom. It writes everything that happens into the answer's log,
 * which ends with {@code done} or with {@code error}, whatever happens.
 *
 * <p>It waits on a virtual thread, one for each question. Only what needs no waiting is done beside: to
 * recall what was answered before and, where that is certain, to say it again.
 *
 * <p>Who asks what is being answered already only reads along: {@link #ask} is for each asker,
 * {@link #fly} for all who ask the same.
 */
final class QuestionFlow {
  private static final Logger LOG = LoggerFactory.getLogger(QuestionFlow.class);
  /** For an answer that is made again behind the scenes. */
  private static final Duration AGAIN = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final Consumer<Runnable> aside;
  private final PassageSearch search;
  private final Conversations conversations;
  private final Condenser condenser;
  private final Variants variants;
  private final Flights flights;
  private final Abroad abroad;
  private final SearchTurns turns;
  private final PastAnswers past;
  private final Observer observer;
  private final Replay replay;
  private final Making making;
  private final @Nullable String policy;

  /**
   * The way by this bus.
   *
   * @param aside runs something on a virtual thread of its own
   * @param policy stands for all that answers depend on and is configured; null where none are kept
   */
  QuestionFlow(Vertx vertx, Consumer<Runnable> aside, Bus bus, AnswerConfig config,
      PassageSearch search, Conversations conversations, Condenser condenser, Variants variants,
      Flights flights, Abroad abroad, SearchTurns turns, PastAnswers past, Observer observer,
      TopScore topScore,
      @Nullable String policy) {
    this.vertx = vertx;
    this.aside = aside;
    this.search = search;
    this.conversations = conversations;
    this.condenser = condenser;
    this.variants = variants;
    this.flights = flights;
    this.abroad = abroad;
    this.turns = turns;
    this.past = past;
    this.observer = observer;
    this.replay = new Replay(vertx, config.replayWordsPerSecond());
    this.making = new Making(bus, config, past, topScore);
    this.policy = policy;
  }

  /** Chooses the variant that answers it, and recalls what that has answered to it. */
  Future<Reply<Asked>> recall(AskQuestion question, CallInfo call) {
    var time = Stopwatch.start();
    return variants.of(question, call).compose(reply -> switch (reply) {
      case Refused<VariantChosen>(Refusal why) -> Future.succeededFuture(Reply.refused(why));
      case Answered<VariantChosen>(VariantChosen chosen) ->
        recall(Asked.now(question, call, Conversations.key(question, call), chosen, time))
            .map(Reply::of);
    });
  }

  /** Unless it is to be made out first what a follow-up means. */
  private Future<Asked> recall(Asked asked) {
    var question = asked.question();
    var call = asked.call();
    return conversations.isFirst(question, asked.conversation())
        ? past.recall(asked.posed(question.question(), Talk.EMPTY, call, policy)).map(found -> {
          asked.notes().did("recall", asked.time().total(), null, RecallNotes.recalled(found));
          return asked.with(found);
        })
        : Future.succeededFuture(asked);
  }

  /** Writes the answer into the log; on this thread, and before it returns, what is certain. */
  void run(Asked asked, EventLog<AnswerEvent> log) {
    log.append(new Accepted(log.id()));
    if (asked.isAnswered() && replay.isAtOnce()) {
      orFail(log, asked.question(), asked.call(), () -> ask(asked, log));
    } else {
      endInTime(asked, log);
      later(log, asked.question(), asked.call(), () -> ask(asked, log));
    }
  }

  private void ask(Asked asked, EventLog<AnswerEvent> log) {
    var question = asked.question();
    var call = asked.call();
    var time = asked.time();
    var recalled = asked.recalled();
    var talk = recalled == null
        ? conversations.before(question, asked.conversation())
        : Talk.EMPTY;
    var condensed = asked.telling(question.retrieves()
        ? condenser.condense(question.question(), talk, call)
        : Condensed.asItIs(question.question()));
    condensed.degraded().forEach(log::append);
    var notes = asked.notes();
    if (!talk.isEmpty()) {
      notes.standsAloneAs(condensed.question());
      notes.did("condense", time.lap(), talk.turns().size() + " turns before: "
          + question.question(), condensed.question());
    }

    var posed = asked.posed(condensed.question(), talk,
        call.spent(condensed.usage().costUsd()), policy);
    var asker = new Passenger(log, condensed, time,
        words -> {
          notes.said(words);
          conversations.add(asked.conversation(), question.question(), posed.standalone(), words);
        },
        again -> later(log, question, call, () -> board(posed, again)));

    var kept = past.same(recalled == null ? past.recall(posed).await() : recalled, posed);
    if (kept == null) {
      board(posed, asker);
    } else {
      asker.expect(kept.text());
      replay.play(kept, List.of(), time, log, asker::take);
    }
  }

  /** Whether it would be answered from the cache. To look does not count as a hit or a miss. */
  Reply<CachingExplained> explain(AskQuestion question, CallInfo asking) {
    var call = asking.uncounted();
    return variants.of(question, call).await().map(chosen -> explain(question, call, chosen));
  }

  private CachingExplained explain(AskQuestion question, CallInfo call, VariantChosen chosen) {
    var talk = conversations.before(question, Conversations.key(question, call));
    var standalone = condenser.condense(question.question(), talk, call).question();
    return past.explain(Asked.now(question, call, null, chosen, Stopwatch.start())
        .posed(standalone, talk, call, policy));
  }

  private void board(Posed posed, Passenger asker) {
    var flight = flights.board(posed, asker);
    if (flight == null) {
      posed.notes().joins();
    } else {
      orFail(flight.log(), posed.question(), posed.call(), () -> {
        switch (abroad.made(flight, posed)) {
          case THERE -> {
          }
          case NOWHERE -> fly(posed, flight);
          case NO_MORE -> flyUnlessAnswered(posed, flight);
        }
      });
    }
  }

  /** Of several nodes that lost the one that answered, the others may have been faster. */
  private void flyUnlessAnswered(Posed posed, Flight flight) {
    var kept = past.same(past.recallAgain(posed).await(), posed);
    if (kept == null) {
      fly(posed, flight);
    } else {
      play(kept, posed, flight);
    }
  }

  private void fly(Posed posed, Flight flight) {
    switch (posed.question().retrieves()
        ? turns.in(posed.call(), () -> start(posed))
        : start(posed)) {
      case Refused<Start>(Refusal why) -> standIn(why, posed, flight);
      case Answered<Start>(FromPassages(Found found, var like)) -> {
        make(posed, flight, found, like);
        var shadow = posed.chosen().shadow();
        if (shadow != null && flight.log().latest() instanceof Done done
            && Outcomes.experiment(done, posed.question(), posed.chosen()) != null) {
          inShadow(posed.inShadow(shadow, posed.call().renewed(AGAIN)));
        }
      }
      case Answered<Start>(FromKept(KeptAnswer kept)) -> {
        play(kept, posed, flight);
        if (kept.checked()) {
          compare(posed.afresh(posed.call().renewed(AGAIN)), kept);
        }
      }
    }
  }

  /** What an answer is made of. */
  private sealed interface Start {}

  /** Of one to a like question. */
  private record FromKept(KeptAnswer kept) implements Start {}

  /**
   * Of what was found.
   *
   * @param like what was answered to a like question, to be compared; null where there is none
   */
  private record FromPassages(Found found, @Nullable KeptAnswer like) implements Start {}

  private Reply<Start> start(Posed posed) {
    var notes = posed.notes();
    var from = notes.now();
    var alike = past.alike(posed);
    if (posed.caches(CacheUse.USE)) {
      notes.did("alike", from, notes.now() - from, posed.standalone(),
          RecallNotes.candidates(alike));
    }
    return alike.answer() != null
        ? Reply.of(new FromKept(alike.answer()))
        : find(posed).map(found -> new FromPassages(found, alike.nearly()));
  }

  /** Makes an answer behind the scenes, to see whether it says what one to a like question said. */
  private void compare(Posed again, KeptAnswer kept) {
    unseen(again, kept, last -> observer.endedUnseen(last, again.call()));
  }

  /** Makes the answer of a variant that is tried out for nobody to see. */
  private void inShadow(Posed beside) {
    unseen(beside, null, last -> observer.endedInShadow(last, beside));
  }

  private void unseen(Posed again, @Nullable KeptAnswer like,
      Consumer<@Nullable AnswerEvent> ended) {
    var unseen = flights.alone(again.call());
    unseen.log().whenEnded().onComplete(end -> ended.accept(unseen.log().latest()));
    later(unseen.log(), again.question(), again.call(), () -> {
      switch (turns.in(again.call(), () -> find(again))) {
        case Refused<Found>(Refusal why) -> unseen.log().end(new Failed(why));
        case Answered<Found>(Found found) -> make(again, unseen, found, like);
      }
    });
  }

  private void make(Posed posed, Flight flight, Found found, @Nullable KeptAnswer like) {
    var why = making.make(posed, flight, found, like);
    if (why != null) {
      standIn(why, posed, flight);
    }
  }

  /** What was answered before is better than nothing, and is told as such. */
  private void standIn(Refusal why, Posed posed, Flight flight) {
    var kept = why.retryable() && !flight.log().hasEnded() ? past.stale(posed) : null;
    if (kept == null) {
      flight.log().end(Apologies.to(posed.question().question(), why));
      return;
    }
    play(kept, posed, flight, new Degraded("stale",
        "the answer of " + kept.ageMs() / 1000 + " s ago: " + why.message()));
  }

  private void play(KeptAnswer kept, Posed posed, Flight flight, Degraded... degraded) {
    flight.said(kept.text());
    replay.play(kept, List.of(degraded), posed.time(), flight.log(),
        event -> pass(event, flight));
  }

  private static void pass(AnswerEvent event, Flight flight) {
    if (event instanceof Done) {
      flight.log().end(event);
    } else {
      flight.log().append(event);
    }
  }

  private Reply<Found> find(Posed posed) {
    return posed.question().retrieves()
        ? search.find(posed.search(), posed.isShuffled(), posed.call()).map(found -> {
          FoundNotes.of(found, posed.notes());
          return found;
        })
        : Reply.of(Found.without(posed.search()));
  }

  /** On a thread of its own. */
  private void later(EventLog<AnswerEvent> log, AskQuestion question, CallInfo call,
      Runnable work) {
    aside.accept(() -> orFail(log, question, call, work));
  }

  private static void orFail(EventLog<AnswerEvent> log, AskQuestion question, CallInfo call,
      Runnable work) {
    try {
      work.run();
    } catch (Throwable e) { // also an error must not leave readers waiting
      LOG.error("question failed requestId={}", call.requestId(), e);
      log.end(Apologies.to(question.question(), new Internal("the answer failed")));
    }
  }

  private void endInTime(Asked asked, EventLog<AnswerEvent> log) {
    var late = Apologies.to(asked.question().question(),
        new DeadlinePassed("the answer was not ready in the time given"));
    var timer = vertx.setTimer(Math.max(1, asked.call().remaining().toMillis()),
        tick -> log.end(late));
    log.whenEnded().onComplete(end -> vertx.cancelTimer(timer));
  }
}
