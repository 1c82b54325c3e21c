package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Generation;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every answer ends, once, whatever those do that it is asked of. */
class EndsIT extends AnswerCase {
  @Test
  void aSearchThatIsRefusedEndsTheAnswerWithTheReason() {
    serveGeneration();
    var why = new Unavailable("retrieval", "down");
    others.find = () -> Future.succeededFuture(Reply.refused(why));

    assertEquals(new Failed(why, "Sorry: something that the answer needs is not there now."
        + " Please ask again in a moment."), events(ask("q")).getLast());
    assertTrue(others.generated.isEmpty());
  }

  @Test
  void aGenerationThatIsNotThereEndsTheAnswer() {
    var events = events(ask("q"));

    assertInstanceOf(Unavailable.class, failure(events));
    assertOneEnd(events);
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
  void aGenerationWhoseStreamIsGoneEachTimeIsUnavailable() {
    var asked = goesAway(Integer.MAX_VALUE, new StreamOpened("dead.0"));

    assertInstanceOf(Unavailable.class, failure(events(ask("q"))));
    assertEquals(3, asked.get());
  }

  @Test
  void whoseGenerationGoesBeforeItsFirstWordNoticesNothing() {
    goesAway(1, new StreamOpened("dead.0"));

    assertEquals(
        List.of("accepted", "sources", "routed", "token", "token", "citation", "usage", "done"),
        kinds(events(ask("q"))));
  }

  @Test
  void whoHasSeenAWordIsToldThatItsGenerationIsGone() {
    var begun = new Batch(List.of(new Started("llm", "m"), new Token("연차")), 2, false);
    var asked = goesAway(1, new StreamOpened("dead.0", null, begun));
    var events = events(ask("q"));

    assertInstanceOf(Unavailable.class, failure(events));
    assertEquals(List.of("accepted", "sources", "routed", "token", "error"), kinds(events));
    assertEquals(1, asked.get());
  }

  /** The first times it is asked the node of the generation goes; tells how often it was asked. */
  private AtomicInteger goesAway(int times, StreamOpened dead) {
    var asked = new AtomicInteger();
    result(bus.serve(Generation.GENERATE, (request, call) -> {
      if (asked.incrementAndGet() <= times) {
        return Future.succeededFuture(Reply.of(dead));
      }
      var log = streams().<GenerationEvent>open(call, new NotGenerated(new Cancelled("stopped")));
      Neighbours.wholeAnswer(log);
      return Future.succeededFuture(Reply.of(new StreamOpened(log.id())));
    }));
    return asked;
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
    var stream = answer(asking(question("q", "default", null), call("t", Duration.ofSeconds(8))));

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
  void whateverHappensEveryQuestionEndsOnce() {
    serveGeneration();
    for (var seed = 0; seed < 200; seed++) {
      misbehave(new Random(seed));
      var asked = IntStream.range(0, 3).mapToObj(i -> answer(
          asking(question("q", "default", "c" + i), call("t", AMPLE)))).toList();
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
