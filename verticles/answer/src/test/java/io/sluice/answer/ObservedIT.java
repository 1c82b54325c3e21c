package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.bus.EventLog;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Caching;
import io.sluice.message.Caching.AnswerConfirmed;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Expand;
import io.sluice.message.Filters;
import io.sluice.message.GenerationEvent;
import io.sluice.message.Insight;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.Insight.Observed;
import io.sluice.message.QueryRecord.Terms;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What insight is told of questions; and questions for which nothing is looked for. */
class ObservedIT extends AnswerCase {
  private final BlockingQueue<Observe> observed = new LinkedBlockingQueue<>();

  @Test
  void aStopWaitsUntilInsightKnowsOfAll() throws Exception {
    var first = Promise.<Reply<Observed>>promise();
    var told = new LinkedBlockingQueue<ObserveAll>();
    result(bus.serve(Insight.OBSERVE_ALL, (all, call) -> {
      told.add(all);
      return first.future();
    }));
    serveGeneration();
    events(ask("연차는 며칠이에요?"));
    Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS), "nothing was told");
    events(ask("병가는 며칠이에요?"));
    var stopped = stopping();
    first.complete(Reply.of(new Observed()));
    result(stopped);
    assertEquals("병가는 며칠이에요?", Objects.requireNonNull(Objects
        .requireNonNull(told.poll(), "the last one was not told").ends().getFirst().course())
        .question());
  }

  @Test
  void anAnswerIsToldOnceWithWhatItTook() throws Exception {
    observe();
    serveGeneration();
    var done = assertInstanceOf(Done.class, events(ask("연차는 며칠이에요?")).getLast());

    var told = next();
    assertNull(told.refusal());
    assertTrue(told.grounded());
    assertEquals(done.route(), told.route());
    assertEquals(done.usage(), told.usage());
    assertEquals(done.timings(), told.timings());
    assertTrue(observed.isEmpty());
  }

  @Test
  void itIsToldOnWhichTermsItWasAsked() throws Exception {
    observe();
    serveGeneration();
    var filters = new Filters(List.of("hr"), "ko", null, null, null, null);
    events(answer(asking(new AskQuestion("연차는 며칠이에요?", "default", null, null, 3, filters,
        null, "complex", CacheUse.USE, null, Expand.OFF, true, null), call("t", AMPLE))));
    events(ask("병가는 며칠이에요?"));

    assertEquals(new Terms(3, filters, null, "complex", "off", true),
        Objects.requireNonNull(next().course()).terms());
    assertEquals(new Terms(null, null, null, null, null, null),
        Objects.requireNonNull(next().course()).terms());
  }

  @Test
  void questionsAreActiveUntilTheirEnd() throws Exception {
    observe();
    var going = new LinkedBlockingQueue<EventLog<GenerationEvent>>();
    speak(going::add);
    var asked = ask("연차는 며칠이에요?");
    var words = Objects.requireNonNull(going.poll(1, TimeUnit.MINUTES));

    assertEquals(1, registry.get("rag.active.queries").gauge().value());
    Neighbours.wholeAnswer(words);
    events(asked);
    next();
    assertEquals(0, registry.get("rag.active.queries").gauge().value());
  }

  @Test
  void theScoreOfTheBestPassageIsMeasured() {
    serveGeneration();
    events(ask("연차는 며칠이에요?"));

    var scores = registry.get("rag.rerank.top1.score").summary();
    assertEquals(1, scores.count());
    assertEquals(Neighbours.HIT.score(), scores.totalAmount());
  }

  @Test
  void whatIsMadeOnlyToBeComparedIsToldAsSuch() throws Exception {
    observe();
    serveGeneration();
    rememberOneLike("연차는 며칠이에요?");
    events(ask("연차는 며칠이에요?"));

    var asked = next();
    assertTrue(asked.wasAsked());
    assertEquals("semantic", asked.cache());
    var compared = next();
    assertFalse(compared.wasAsked());
    assertEquals(Neighbours.USAGE, compared.usage());
    assertNull(compared.cache());
  }

  /** The cache has an answer to it, which is to be compared. */
  private void rememberOneLike(String question) {
    var done = new Done("", true, List.of(Source.of(1, Neighbours.HIT)),
        List.of(Neighbours.CITATION), new Route("control", "simple", "openai", "m"),
        CacheState.NONE, List.of(), new Usage(10, 5, 0.25),
        new Timings(1, null, null, null, null), List.of(), 1.0, AnswerEvent.STOP, List.of());
    var like = new KeptAnswer("a", question, "연차는 15일 [1].", done, 7_000, 0.97, null, true);
    result(bus.serve(Caching.EMBED, (request, call) -> others.embed.get()));
    result(bus.serve(Caching.FIND_PASSAGES, (request, call) -> others.find.get()));
    result(bus.serve(Caching.LOOK_UP, (request, call) -> Future.succeededFuture(
        Reply.of(new LookedUp(request.alike() ? like : null, null, List.of())))));
    result(bus.serve(Caching.CONFIRM_ANSWER, (request, call) -> Future.succeededFuture(
        Reply.of(new AnswerConfirmed(true)))));
    others.embed = () -> Future.succeededFuture(
        Reply.refused(new Unavailable("embedding", "away")));
    replace(CONFIG, "policy");
  }

  @Test
  void aRefusalIsToldWithItsCodeWhetherItHadALogOrNot() throws Exception {
    observe();
    others.find = () -> Future.succeededFuture(Reply.refused(new Internal("the index is gone")));
    failure(events(ask("연차는 며칠이에요?")));
    assertEquals("gateway.internal", next().refusal());

    refused(NotFound.class, asking(question("q", "nowhere", null), call("t", AMPLE)));
    assertEquals("caller.not_found", next().refusal());
  }

  @Test
  void anAnswerDoesNotWaitForBeingCounted() {
    result(bus.serve(Insight.OBSERVE_ALL, (ends, call) -> Future.future(never -> {})));
    serveGeneration();

    assertInstanceOf(Done.class, events(ask("연차는 며칠이에요?")).getLast());
  }

  @Test
  void withoutRetrievalNothingIsLookedForAndTheQuestionStaysAsItIs() {
    others.embed = () -> Future.failedFuture("embedded");
    others.find = () -> Future.failedFuture("searched");
    serveGeneration();
    events(answer(asking(plain("연차는 며칠이에요?"), call("t", AMPLE))));
    var events = events(answer(asking(plain("그럼 병가는?"), call("t", AMPLE))));

    var done = assertInstanceOf(Done.class, events.getLast());
    assertEquals(new Sources(List.of()), events.get(1));
    assertEquals(List.of(), done.degraded());
    assertNull(done.timings().searchMs());
    assertNull(done.timings().embedMs());
    var asked = others.generated.getLast();
    assertTrue(asked.withoutPassages());
    assertEquals("그럼 병가는?", asked.standalone());
    assertEquals("연차는 며칠이에요?", asked.history().getFirst().question());
    assertNull(asked.instead());
  }

  private static AskQuestion plain(String question) {
    return new AskQuestion(question, "default", "talk", null, null, Filters.NONE, null, null,
        CacheUse.USE, null, null, false, null);
  }

  private void observe() {
    result(bus.serve(Insight.OBSERVE_ALL, (told, call) -> {
      observed.addAll(told.ends());
      return Future.succeededFuture(Reply.of(new Observed()));
    }));
  }

  private Observe next() throws InterruptedException {
    return Objects.requireNonNull(observed.poll(30, TimeUnit.SECONDS), "nothing was told");
  }
}
