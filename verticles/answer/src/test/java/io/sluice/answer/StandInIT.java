package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Caching;
import io.sluice.message.Caching.KeptAnswer;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.PassagesFound;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer from before where none can be made now. */
class StandInIT extends AnswerCase {
  private static final KeptAnswer OLD = new KeptAnswer("a", "q", "So it was [1].",
      new Done("", true, List.of(), List.of(), new Route("control", "simple", "openai", "m"),
          CacheState.NONE, List.of(), new Usage(10, 5, 0.25),
          new Timings(1, null, null, null, null), List.of(), 1.0, AnswerEvent.STOP, List.of()),
      7_000, null, null, false);

  private final Supplier<Future<Reply<PassagesFound>>> finds = others.find;

  /** Beside the gateway without a cache that each test has, one with it. */
  @BeforeEach
  void remember() {
    others.find = () -> Future.succeededFuture(
        Reply.refused(new Unavailable("retrieval", "the index is away")));
    result(bus.serve(Caching.EMBED, (request, call) -> Future.succeededFuture(
        Reply.refused(new Unavailable("embedding", "away")))));
    result(bus.serve(Caching.FIND_PASSAGES, (request, call) -> others.find.get()));
    result(bus.serve(Caching.LOOK_UP, (request, call) -> Future.succeededFuture(
        Reply.of(new LookedUp(request.stale() ? OLD : null, null, List.of())))));
    vertx.deploymentIDs().forEach(id -> result(vertx.undeploy(id)));
    result(vertx.deployVerticle(new AnswerVerticle(bus, streams(), CONFIG, false, "policy", null),
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }

  @Test
  void anOldAnswerIsGivenWhereTheIndexIsAway() {
    assertOld(events(ask("q")));
  }

  @Test
  void anOldAnswerIsGivenWhereNothingPutsItIntoWords() {
    others.find = finds;
    speak(log -> log.end(new NotGenerated(new Unavailable("generation", "no model"))));

    assertOld(events(ask("q")));
  }

  @Test
  void whatIsTheAskersFaultIsSaid() {
    others.find = () -> Future.succeededFuture(Reply.refused(new BadRequest("odd", "query")));

    assertEquals("odd", failure(events(ask("q"))).message());
  }

  @Test
  void aWordThatWasSeenIsNotTakenBack() {
    others.find = finds;
    speak(log -> {
      log.append(new Token("Perhaps "));
      log.end(new NotGenerated(new Unavailable("generation", "cut")));
    });

    failure(events(ask("q")));
  }

  private void assertOld(List<AnswerEvent> events) {
    var done = assertInstanceOf(Done.class, events.getLast());
    assertEquals(List.of("stale"), done.degraded().stream().map(one -> one.what()).toList());
    assertEquals(new Usage(0, 0, 0, 0.25), done.usage());
    assertEquals(List.of(new Token(OLD.text())),
        events.stream().filter(event -> event instanceof Token).toList());
    assertEquals("exact", done.cache().layer());
  }
}
