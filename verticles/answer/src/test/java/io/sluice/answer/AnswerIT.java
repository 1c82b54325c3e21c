package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Accepted;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Routed;
import io.sluice.message.AnswerEvent.Source;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Unsupported;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.SearchMode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer as it is told and what it carries. */
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
    replace(new AnswerConfig(CONFIG.k(), Duration.ofMillis(50), CONFIG.rerankWithin(),
        CONFIG.condenseWithin(), CONFIG.expansion(), CONFIG.prompts(), CONFIG.passages(),
        CONFIG.privacy(), CONFIG.escalateFrom(), CONFIG.maxConcurrent(), CONFIG.searchesAtOnce(),
        CONFIG.conversations(), CONFIG.conversationTurns(), CONFIG.conversationTtl(), 0), null);
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
  void anUnknownCollectionIsRefusedBeforeALogOpens() {
    serveGeneration();

    assertEquals("collection", refused(NotFound.class,
        asking(question("q", "nowhere", null), call("t", AMPLE))).param());
    assertInstanceOf(Done.class,
        events(answer(asking(question("q", "known", null), call("t", AMPLE)))).getLast());
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
}
