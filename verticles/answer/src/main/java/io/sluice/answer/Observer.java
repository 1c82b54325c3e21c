package io.sluice.answer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Charge;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Course;
import io.sluice.message.Filters;
import io.sluice.message.Insight;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.QueryRecord.Terms;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells insight how questions ended. No answer waits for that, and nothing hangs on it. While insight
 * counts, the next ends gather, and go together: a message for each would wake it up for each. Safe for
 * any thread.
 */
final class Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

  /** While insight does not answer; more are not counted. */
  private static final int MOST_WAITING = 20_000;
  private static final int MOST_TRIES = 32;
  private static final long AGAIN_MS = 250;

  private final Vertx vertx;
  private final Bus bus;
  private final Outcomes outcomes;
  private final Overload overload;
  private final Counter lost;
  /** By tenant. */
  private final SequencedMap<String, Ends> untold = new LinkedHashMap<>();
  private final List<Promise<Void>> allTold = new ArrayList<>();
  private int waiting;
  private boolean telling;
  private boolean stopping;

  Observer(Vertx vertx, Bus bus, Overload overload, MeterRegistry registry) {
    this.vertx = vertx;
    this.bus = bus;
    this.outcomes = new Outcomes(bus);
    this.overload = overload;
    this.lost = Counter.builder("rag.observations.lost")
        .description("Questions that insight could not be told of").register(registry);
    Gauge.builder("rag.waiting", this::waiting).tag("what", "observation")
        .description("How many wait for their turn").register(registry);
  }

  void ended(@Nullable AnswerEvent last, String id, Asked asked) {
    var call = asked.call();
    switch (last) {
      case Done done -> {
        charge(done.usage(), call);
        done.degraded().forEach(one -> LOG.info("degraded what={} requestId={} {}", one.what(),
            call.requestId(), one.why()));
        outcomes.tell(done, asked);
        tell(observe(done, course(id, asked, done)), call);
      }
      case Failed failed -> {
        say(failed.refusal(), call);
        tell(refused(failed.refusal(), course(id, asked, null)), call);
      }
      case null, default -> LOG.error("an answer without an end requestId={}", call.requestId());
    }
  }

  /**
   * One that nobody asked, and so nobody is charged for. Where it was not answered there is nothing to
   * tell.
   */
  void endedUnseen(@Nullable AnswerEvent last, CallInfo call) {
    if (last instanceof Done done) {
      tell(observe(done, null), call);
    }
  }

  /** The same of a variant that was tried out. */
  void endedInShadow(@Nullable AnswerEvent last, Posed posed) {
    endedUnseen(last, posed.call());
    if (last instanceof Done done) {
      outcomes.tell(done, posed.question(), posed.chosen(), posed.call());
    }
  }

  /**
   * @param course null where nobody asked it
   */
  private static Observe observe(Done done, @Nullable Course course) {
    return new Observe(null, done.grounded(), done.route(), done.usage(),
        done.degraded().stream().map(Degraded::what).toList(), done.timings(), cached(done),
        course == null ? true : null, course);
  }

  /** What was used by one whose use is limited; what the cache gave was used before. */
  private void charge(Usage usage, CallInfo call) {
    var tokens = usage.promptTokens() + usage.completionTokens();
    if (call.account() != null && (tokens > 0 || usage.costUsd() > 0)) {
      bus.ask(Admission.CHARGE, new Charge(call.account(), tokens, usage.costUsd()),
          call.renewed(Admission.CHARGE.timeout())).onSuccess(reply -> {
            if (reply instanceof Refused<?>(var why)) {
              LOG.warn("not charged account={} requestId={} usd={} since {}", call.account(),
                  call.requestId(), usage.costUsd(), why.message());
            }
          });
    }
  }

  /** One that was refused before it had a log. */
  void refused(Refusal why, AskQuestion question, CallInfo call) {
    tell(refused(why, course(null, Asked.now(question, call, null,
        VariantChosen.UNCOUNTED, Stopwatch.start()), null)), call);
  }

  private Observe refused(Refusal why, Course course) {
    if (why instanceof Overloaded it) {
      overload.refused(it);
    }
    return new Observe(why.code().toString(), false, null, Usage.NONE, List.of(), null, null, null,
        course);
  }

  private static Course course(@Nullable String id, Asked asked, @Nullable Done done) {
    var question = asked.question();
    var notes = asked.notes();
    var experiment = done == null || notes.hasJoined()
        ? null
        : Outcomes.experiment(done, question, asked.chosen());
    return new Course(id, System.currentTimeMillis(), asked.call().requestId(),
        asked.call().account(), question.collection(), question.question(), notes.standalone(),
        notes.words(), done, experiment,
        experiment == null ? null : Variants.asker(question, asked.call()), notes.stages(),
        terms(question));
  }

  private static Terms terms(AskQuestion question) {
    var expand = question.expand();
    return new Terms(question.k(),
        question.filters().equals(Filters.NONE) ? null : question.filters(), question.variant(),
        question.tier(), expand == null ? null : expand.name().toLowerCase(Locale.ROOT),
        question.retrieval());
  }

  private static void say(Refusal why, CallInfo call) {
    if (!(why instanceof Overloaded)) {
      LOG.info("not answered requestId={} code={} {}", call.requestId(), why.code(),
          why.message());
    }
  }

  private static @Nullable String cached(Done done) {
    var layer = done.cache().layer();
    return layer.equals(CacheState.NONE.layer()) ? null : layer;
  }

  private void tell(Observe end, CallInfo call) {
    synchronized (this) {
      if (waiting == MOST_WAITING) {
        lost.increment();
        LOG.debug("not counted requestId={} since insight does not keep up", call.requestId());
        return;
      }
      waiting++;
      untold.computeIfAbsent(call.tenant(), first -> new Ends(call, new ArrayList<>())).all()
          .add(end);
      if (telling) {
        return;
      }
      telling = true;
    }
    tellNext();
  }

  private void tellNext() {
    var next = next();
    if (next != null) {
      tell(next, MOST_TRIES);
    }
  }

  /** In a cluster insight moves from node to node, and for a moment nobody has it. */
  private void tell(Ends ends, int tries) {
    var call = ends.call().renewed(Insight.OBSERVE_ALL.timeout());
    bus.ask(Insight.OBSERVE_ALL, new ObserveAll(ends.all()), call).onSuccess(reply -> {
      if (reply instanceof Refused<?>(Unavailable _) && tries > 1 && !isStopping()) {
        vertx.setTimer(AGAIN_MS, _ -> tell(ends, tries - 1));
        return;
      }
      if (reply instanceof Refused<?>(var why)) {
        lost.increment(ends.all().size());
        LOG.debug("not counted requestId={} since {}", call.requestId(), why.message());
      }
      tellNext();
    });
  }

  private synchronized @Nullable Ends next() {
    var first = untold.pollFirstEntry();
    telling = first != null;
    if (first == null) {
      allTold.forEach(Promise::tryComplete);
      allTold.clear();
      return null;
    }
    waiting -= first.getValue().all().size();
    return first.getValue();
  }

  private synchronized int waiting() {
    return waiting;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** At the end: done when insight has been told of all that has ended, or was not there to be told. */
  synchronized Future<Void> told() {
    stopping = true;
    if (!telling) {
      return Future.succeededFuture();
    }
    var promise = Promise.<Void>promise();
    allTold.add(promise);
    return promise.future();
  }

  /** What ended of a tenant, and the first call of those. */
  private record Ends(CallInfo call, List<Observe> all) {}
}
