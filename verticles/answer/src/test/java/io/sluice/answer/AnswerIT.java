package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Unsupported;
import io.sluice.message.Answering;
import io.sluice.message.Answering.AskOnce;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Search;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Filters;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Turn;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.message.Tier;
import io.sluice.message.TierRouting.ChooseTier;
import io.sluice.message.TierRouting.TierChosen;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerIT extends AnswerCase {

  @Test
  void anAnswerIsToldInItsOrder() {
    serveGeneration();

    assertEquals(List.of("accepted", "sources", "routed", "token", "token", "citation", "usage",
        "done"), kinds(events(ask("연차는 며칠인가요?"))));
  }

  @Test
  void doneCarriesTheWholeAnswer() {
    serveGeneration();
    var stream = ask("연차는 며칠인가요?");
    var events = events(stream);

    var done = assertInstanceOf(Done.class, events.getLast());
    var source = Source.of(1, Neighbours.HIT);
    assertEquals(new Accepted(stream.id()), events.getFirst());
    assertEquals(new Sources(List.of(source)), events.get(1));
    assertEquals(new Done(stream.id(), true, List.of(source), List.of(Neighbours.CITATION),
        new Route("control", "normal", "extractive", "x1"), CacheState.NONE, List.of(),
        Neighbours.USAGE, done.timings(), List.of(), 1.0, AnswerEvent.STOP, List.of()), done);
    assertNotNull(done.timings().embedMs());
    assertNotNull(done.timings().searchMs());
    assertNotNull(done.timings().firstTokenMs());
    assertNull(done.timings().rerankMs());
    assertEquals(
        new Routed("control", "normal", "extractive", "x1", CacheState.NONE, List.of("as always")),
        events.get(2));
    assertEquals(SearchMode.HYBRID, others.searches.getFirst().mode());
    assertEquals(10, others.searches.getFirst().k());
  }

  @Test
  void withoutAVectorItGoesByWordsAloneAndSaysSo() {
    serveGeneration();
    var replies = List.<Future<Reply<Embedded>>>of(
        Future.succeededFuture(Reply.refused(new Unavailable("embedding", "down"))),
        Promise.<Reply<Embedded>>promise().future(), Future.failedFuture("broken"),
        Future.succeededFuture(Reply.of(new Embedded("m", List.of(), List.of()))));
    for (var reply : replies) {
      others.embed = () -> reply;
      var events = events(ask("연차는 며칠인가요?"));

      var done = assertInstanceOf(Done.class, events.getLast());
      assertEquals("degraded", events.get(1).kind());
      assertEquals(List.of(events.get(1)), done.degraded());
      assertEquals("embedding", done.degraded().getFirst().what());
      assertEquals(SearchMode.KEYWORD, others.searches.getLast().mode());
      assertNull(others.searches.getLast().vector());
    }
  }

  @Test
  void aSearchThatIsRefusedEndsTheAnswerWithTheReason() {
    serveGeneration();
    var why = new Unavailable("retrieval", "down");
    others.find = () -> Future.succeededFuture(Reply.refused(why));

    assertEquals(new Failed(why), events(ask("q")).getLast());
    assertTrue(others.generated.isEmpty());
  }

  @Test
  void anUnknownCollectionIsRefusedBeforeALogOpens() {
    serveGeneration();

    assertEquals("collection", refused(NotFound.class,
        asking(question("q", "nowhere", null), call("t", AMPLE))).param());
    assertInstanceOf(Done.class,
        events(answer(asking(question("q", "known", null), call("t", AMPLE)))).getLast());
  }

  @Test
  void refusedQuestionsDoNotCountAsRunning() {
    serveGeneration();
    for (var i = 0; i < 20; i++) {
      refused(NotFound.class, asking(question("q", "nowhere", null), call("t", AMPLE)));
    }

    assertInstanceOf(Done.class, events(ask("q")).getLast());
  }

  @Test
  void aGenerationThatIsNotThereEndsTheAnswer() {
    var events = events(ask("q"));

    assertInstanceOf(Unavailable.class, failure(events));
    assertOneEnd(events);
  }

  @Test
  void whatTheGenerationGaveUpAndCouldNotBearOutIsTold() {
    var given = new Degraded("generation", "llm is busy");
    var unsupported = new Unsupported(0, 2, "15 is not in the sources");
    speak(log -> {
      log.append(given);
      log.append(new Started("extractive", "x1"));
      log.append(new Token("연차"));
      log.end(new Generated(false, Neighbours.USAGE, List.of(unsupported), 0.5,
          AnswerEvent.LENGTH, List.of()));
    });
    var events = events(ask("q"));

    var done = assertInstanceOf(Done.class, events.getLast());
    assertTrue(events.contains(given));
    assertEquals(List.of(given), done.degraded());
    assertEquals(List.of(unsupported), done.unsupported());
    assertEquals(0.5, done.support());
    assertEquals(AnswerEvent.LENGTH, done.finishReason());
  }

  @Test
  void whatWasFoundDecidesTheTierWithTheQuestion() {
    serveGeneration();
    others.chooseTier = () -> Future.succeededFuture(
        Reply.of(new TierChosen(Tier.COMPLEX, List.of("compares"))));
    var done = assertInstanceOf(Done.class, events(ask("연차는 며칠이에요?")).getLast());

    assertEquals("complex", done.route().tier());
    assertEquals("complex", others.generated.getFirst().tier());
    assertEquals(new ChooseTier("연차는 며칠이에요?", 0, 1, 1, 1), others.tiers.getFirst());
  }

  @Test
  void theTierThatTheAskerWantsIsTaken() {
    serveGeneration();
    var wanted = new AskQuestion("q", "default", null, null, null, Filters.NONE, null, "complex",
        CacheUse.USE);
    var done = assertInstanceOf(Done.class,
        events(answer(asking(wanted, call("t", AMPLE)))).getLast());

    assertEquals("complex", done.route().tier());
    assertTrue(others.tiers.isEmpty());
  }

  @Test
  void whereNobodyChoosesTheTierItIsTheNormalOneAndIsTold() {
    serveGeneration();
    others.chooseTier = () -> Future.failedFuture("broken");
    var done = assertInstanceOf(Done.class, events(ask("q")).getLast());

    assertEquals("normal", done.route().tier());
    assertEquals("tier", done.degraded().getFirst().what());
  }

  @Test
  void whatItsSourcesDoNotBearOutIsAskedOneTierUpBeforeAnybodySeesIt() {
    others.chooseTier = () -> Future.succeededFuture(
        Reply.of(new TierChosen(Tier.SIMPLE, List.of("short"))));
    others.speak = (request, log) -> {
      var holds = request.tier().equals("normal");
      log.append(new Started("llm", request.tier()));
      log.append(new Token(holds ? "15일" : "16일"));
      log.end(new Generated(holds, Neighbours.USAGE));
    };
    serveGeneration();
    var events = events(ask("연차는 며칠이에요?"));

    var done = assertInstanceOf(Done.class, events.getLast());
    assertEquals(List.of(new Token("15일")),
        events.stream().filter(Token.class::isInstance).toList());
    assertEquals(1, kinds(events).stream().filter("routed"::equals).count());
    assertEquals("normal", done.route().tier());
    assertEquals(Neighbours.USAGE.plus(Neighbours.USAGE), done.usage());
    assertTrue(done.grounded());
  }

  @Test
  void aHeldAnswerThatHoldsIsToldInItsOrder() {
    others.chooseTier = () -> Future.succeededFuture(
        Reply.of(new TierChosen(Tier.SIMPLE, List.of("short"))));
    serveGeneration();
    var events = events(ask("연차는 며칠이에요?"));

    assertEquals(List.of("accepted", "sources", "routed", "token", "token", "citation", "usage",
        "done"), kinds(events));
    assertEquals("simple", assertInstanceOf(Done.class, events.getLast()).route().tier());
    assertEquals(1, others.generated.size());
  }

  @Test
  void aQuestionThatIsSentAgainIsAnsweredOnce() {
    serveGeneration();
    var question = question("연차는 며칠인가요?", "default", null);
    var asked = IntStream.range(0, 8).mapToObj(i -> once(question, "key", "t")).toList();
    var ids = asked.stream().map(reply -> answer(reply).id()).distinct().toList();

    assertEquals(1, ids.size());
    assertInstanceOf(Done.class, events(new StreamOpened(ids.getFirst())).getLast());
    assertEquals(ids.getFirst(), answer(once(question, "key", "t")).id());
    assertEquals(1, others.generated.size());
    assertEquals("Idempotency-Key", refused(BadRequest.class,
        once(question("other", "default", null), "key", "t")).param());
    assertNotEquals(ids.getFirst(), answer(once(question, "key", "other")).id());
  }

  @Test
  void anAnswerThatMayBeAskedForAgainGoesOnWithoutReaders() {
    var question = question("연차는 며칠인가요?", "default", null);
    speak(log -> vertx.setTimer(50, late -> Neighbours.wholeAnswer(log)));
    var stream = answer(once(question, "key", "t"));
    var reader = new StreamReader(bus, stream, call("t", AMPLE), 0);
    result(reader.next(1));
    reader.leave();
    result(vertx.timer(20)); // abandoned answers are stopped after 1 ms

    assertInstanceOf(Done.class, events(stream).getLast());
  }

  @Test
  void whatFailedForNowIsAnsweredAnew() {
    others.find = () -> Future.succeededFuture(
        Reply.refused(new Unavailable("retrieval", "down")));
    var question = question("연차는 며칠인가요?", "default", null);
    var failed = answer(once(question, "key", "t"));
    assertInstanceOf(Failed.class, events(failed).getLast());
    serveGeneration();
    others.find = () -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, null)));

    assertInstanceOf(Done.class, events(answer(once(question, "key", "t"))).getLast());
  }

  private Future<Reply<StreamOpened>> once(AskQuestion question, String key, String tenant) {
    return bus.ask(Answering.ASK_ONCE, new AskOnce(question, key), call(tenant, AMPLE));
  }

  @Test
  void aGenerationThatRefusesMidwayEndsTheAnswerOnce() {
    var why = new UpstreamFailed("llm", "cut off", true);
    speak(log -> {
      log.append(new Started("llm", "m"));
      log.append(new Token("연차"));
      log.end(new NotGenerated(why));
    });
    var events = events(ask("q"));

    assertEquals(why, failure(events));
    assertOneEnd(events);
    assertEquals(List.of("accepted", "sources", "routed", "token", "error"), kinds(events));
  }

  @Test
  void aGenerationThatEndsWithoutAnOutcomeEndsTheAnswerOnce() {
    speak(log -> log.end(new Token("연차")));
    var events = events(ask("q"));

    assertInstanceOf(Internal.class, failure(events));
    assertOneEnd(events);
  }

  @Test
  void aGenerationWhoseStreamIsGoneIsUnavailable() {
    result(bus.serve(Generation.GENERATE, (request, call) -> Future
        .succeededFuture(Reply.of(new StreamOpened("dead.0")))));

    assertInstanceOf(Unavailable.class, failure(events(ask("q"))));
  }

  @Test
  void aFlowThatThrowsEndsAsAnInternalFault() {
    serveGeneration();
    others.find = () -> {
      throw new StackOverflowError();
    };

    assertInstanceOf(Internal.class, failure(events(ask("q"))));
  }

  @Test
  void aFlowThatIsSentNonsenseEndsAsAnInternalFault() {
    result(bus.serve(Generation.GENERATE, (request, call) -> {
      var log = streams().<StreamEvent>open(call, new Token("stopped"));
      log.append(new Accepted("not for here"));
      return Future.succeededFuture(Reply.of(new StreamOpened(log.id())));
    }));

    assertInstanceOf(Internal.class, failure(events(ask("q"))));
  }

  @Test
  void whereTheDeadlinePassesTheGenerationIsCancelled() {
    speak(log -> log.append(new Started("llm", "m")));
    var stream = answer(asking(question("q", "default", null), call("t", Duration.ofMillis(300))));

    assertInstanceOf(DeadlinePassed.class, failure(events(stream)));
    result(result(others.opened.future()).whenEnded());
  }

  @Test
  void cancellingTheAnswerCancelsTheGeneration() {
    speak(log -> log.append(new Started("llm", "m")));
    var stream = ask("q");
    var generation = result(others.opened.future());
    result(reader(stream).cancel());

    assertInstanceOf(Cancelled.class, failure(events(stream)));
    result(generation.whenEnded());
  }

  @Test
  void theLastReaderLeavingCancelsTheGeneration() {
    speak(log -> log.append(new Started("llm", "m")));
    var reader = reader(ask("q"));
    answer(reader.next(1));
    var generation = result(others.opened.future());
    reader.leave();

    result(generation.whenEnded());
  }

  @Test
  void aQuestionThatWasCancelledWhileItSearchedIsNotPutIntoWords() {
    var search = Promise.<Reply<PassagesFound>>promise();
    var searching = Promise.<Void>promise();
    serveGeneration();
    others.find = () -> {
      searching.tryComplete();
      return search.future();
    };
    var stream = ask("first");
    result(searching.future());
    result(reader(stream).cancel());
    search.complete(Reply.of(new PassagesFound(List.of(), 1, null)));
    events(ask("second"));

    assertEquals(List.of("second"), others.generated.stream().map(g -> g.question()).toList());
  }

  @Test
  void moreQuestionsThanCanBeAnsweredAreRefused() {
    speak(log -> log.append(new Started("llm", "m")));
    var running = IntStream.range(0, 4).mapToObj(i -> ask("q")).toList();

    refused(Overloaded.class, asking(question("q", "default", null), call("t", AMPLE)));
    result(reader(running.getFirst()).cancel());
    ask("q");
  }

  @Test
  void theLimitHoldsAlsoWhileCollectionsAreLookedUp() {
    speak(log -> log.append(new Started("llm", "m")));
    var collections = Promise.<Reply<CollectionsListed>>promise();
    others.list = collections::future;
    var asked = IntStream.range(0, 5)
        .mapToObj(i -> asking(question("q", "known", null), call("t", AMPLE))).toList();

    refused(Overloaded.class, asked.getLast());
    collections.complete(Reply.of(
        new CollectionsListed(List.of(new CollectionSummary("known", 1, 1)))));
    asked.subList(0, 4).forEach(AnswerIT::answer);
  }

  @Test
  void aFollowUpIsUnderstoodWithinItsConversation() {
    serveGeneration();
    events(ask("연차 휴가는 며칠인가요?", "c"));
    events(ask("그럼 병가는?", "c"));
    events(ask("What about it?", "c"));

    assertEquals(List.of("연차 휴가는 며칠인가요?", "연차 휴가는 며칠인가요? 그럼 병가는?",
        "연차 휴가는 며칠인가요? 그럼 병가는? What about it?"),
        others.generated.stream().map(g -> g.standalone()).toList());
    assertEquals(List.of(new Turn("연차 휴가는 며칠인가요?", "연차는 15일"), new Turn("그럼 병가는?", "연차는 15일")),
        others.generated.getLast().history());
    assertEquals("What about it?", others.generated.getLast().question());
    assertEquals(others.generated.getLast().standalone(), others.searches.getLast().query());
  }

  @Test
  void aFollowUpIsUnderstoodByTheHistoryThatComesWithIt() {
    serveGeneration();
    var history = List.of(new Turn("연차 휴가는 며칠인가요?", "15일"));
    events(answer(asking(new AskQuestion("그럼 병가는?", "default", null, null, null, Filters.NONE,
        null, null, CacheUse.USE, history, null), call("t", AMPLE))));

    assertEquals("연차 휴가는 며칠인가요? 그럼 병가는?", others.generated.getLast().standalone());
    assertEquals(history, others.generated.getLast().history());
  }

  @Test
  void aConversationOfAnotherTenantIsAnother() {
    serveGeneration();
    events(ask("연차 휴가는 며칠인가요?", "c"));
    var other = call("other", AMPLE);
    events(answer(asking(question("그럼 병가는?", "default", "c"), other)), other);

    assertEquals(List.of(), others.generated.getLast().history());
    assertEquals("그럼 병가는?", others.generated.getLast().standalone());
  }

  @Test
  void anAnswerThatFailedIsNotRemembered() {
    speak(log -> log.end(new NotGenerated(new Internal("no"))));
    events(ask("연차 휴가는 며칠인가요?", "c"));
    others.speak = (request, log) -> Neighbours.wholeAnswer(log);
    events(ask("그럼 병가는?", "c"));

    assertEquals(List.of(), others.generated.getLast().history());
  }

  @Test
  void aSearchAloneSaysWhatItGaveUp() {
    others.embed = () -> Future.succeededFuture(Reply.refused(new Unavailable("embedding", "x")));
    var request = new Search("연차", "default", 3, Filters.NONE, SearchMode.HYBRID, null, false);

    var found = answer(bus.ask(Answering.SEARCH, request, call("t", AMPLE)));

    assertEquals(List.of(Neighbours.HIT), found.hits());
    assertEquals(List.of("embedding"), found.degraded().stream().map(Degraded::what).toList());
  }

  @Test
  void aSearchSaysWhichModelItsVectorIsOf() {
    var hybrid = new Search("연차", "default", 3, Filters.NONE, SearchMode.HYBRID, null, false);
    answer(bus.ask(Answering.SEARCH, hybrid, call("t", AMPLE)));
    assertEquals("m", others.searches.getLast().vectorModel());

    var words = new Search("연차", "default", 3, Filters.NONE, SearchMode.KEYWORD, null, false);
    answer(bus.ask(Answering.SEARCH, words, call("t", AMPLE)));
    assertNull(others.searches.getLast().vectorModel());
  }

  @Test
  void documentsOfAnotherModelAreToldOf() {
    serveGeneration();
    others.find = () -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, 2)));
    var told = new Degraded("vector", "2 documents are not embedded by the present model yet");

    var request = new Search("연차", "default", 3, Filters.NONE, SearchMode.HYBRID, null, false);
    assertEquals(List.of(told),
        answer(bus.ask(Answering.SEARCH, request, call("t", AMPLE))).degraded());
    var events = events(ask("연차는 며칠인가요?"));
    assertEquals(told, events.get(1));
    assertEquals(List.of(told), assertInstanceOf(Done.class, events.getLast()).degraded());
  }

  @Test
  void whereAllIsOfThePresentModelNothingIsTold() {
    others.find = () -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, 0)));
    var request = new Search("연차", "default", 3, Filters.NONE, SearchMode.HYBRID, null, false);

    assertEquals(List.of(),
        answer(bus.ask(Answering.SEARCH, request, call("t", AMPLE))).degraded());
  }

  @Test
  void aSearchDoesNotWaitForTheOneBefore() {
    var slow = Promise.<Reply<PassagesFound>>promise();
    var searching = Promise.<Void>promise();
    others.find = () -> {
      searching.tryComplete();
      return slow.future();
    };
    var request = new Search("연차", "default", 3, Filters.NONE, SearchMode.KEYWORD, null, false);
    var first = bus.ask(Answering.SEARCH, request, call("t", AMPLE));
    result(searching.future());
    others.find = () -> Future.succeededFuture(Reply.of(new PassagesFound(List.of(), 1, null)));

    assertEquals(List.of(), answer(bus.ask(Answering.SEARCH, request, call("t", AMPLE))).hits());
    assertFalse(first.isComplete());
    slow.complete(Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, null)));
    assertEquals(List.of(Neighbours.HIT), answer(first).hits());
  }

  @Test
  void whateverHappensEveryQuestionEndsOnce() {
    serveGeneration();
    for (var seed = 0; seed < 200; seed++) {
      misbehave(new Random(seed));
      var asked = IntStream.range(0, 3).mapToObj(i -> answer(
          asking(question("q", "default", "c" + i), call("t", Duration.ofSeconds(2))))).toList();
      for (var stream : asked) {
        assertOneEnd(events(stream));
      }
    }
  }

  private void misbehave(Random random) {
    others.embed = () -> switch (random.nextInt(4)) {
      case 0 -> Future.succeededFuture(Reply.refused(new Overloaded("x", 1)));
      case 1 -> Future.failedFuture("x");
      case 2 -> Future.succeededFuture(Reply.of(new Embedded("m", List.of(), List.of())));
      default -> throw new IllegalStateException("x");
    };
    others.find = () -> switch (random.nextInt(4)) {
      case 0 -> Future.succeededFuture(Reply.refused(new Internal("x")));
      case 1 -> Future.failedFuture("x");
      default -> Future.succeededFuture(
          Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, null)));
    };
    others.speak = (request, log) -> {
      if (random.nextInt(10) == 0) {
        throw new IllegalStateException("x");
      }
      for (var i = random.nextInt(5); i > 0; i--) {
        log.append(random.nextBoolean() ? new Token("x") : new Started("p", "m"));
      }
      switch (random.nextInt(4)) {
        case 0 -> log.end(new NotGenerated(new Internal("x")));
        case 1 -> log.cancel();
        case 2 -> log.end(new Token("x"));
        default -> Neighbours.wholeAnswer(log);
      }
    };
  }
}
