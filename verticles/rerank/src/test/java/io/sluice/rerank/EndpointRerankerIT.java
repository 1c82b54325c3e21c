package io.sluice.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamDown;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Reranking;
import io.sluice.message.Reranking.Rerank;
import io.sluice.message.Reranking.Reranked;
import io.sluice.resilience.Circuits;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over the real bus, against a scripted server. */
@ExtendWith(VertxExtension.class)
class EndpointRerankerIT {
  private static final String KEY = "very-secret-key";
  private static final List<String> TEXTS = List.of("4444", "1", "22");
  private static final Duration LONG = Duration.ofMinutes(5);

  @SuppressWarnings("NullAway.Init")
  private Vertx vertx;
  @SuppressWarnings("NullAway.Init")
  private Bus bus;
  @SuppressWarnings("NullAway.Init")
  private ScriptedEndpoint server;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    this.vertx = vertx;
    this.bus = Bus.on(vertx);
    this.server = ScriptedEndpoint.start(vertx);
  }

  @ParameterizedTest
  @EnumSource
  void scoresComeInTheOrderOfTheTexts(Shape shape) throws Exception {
    server.shape = shape;
    deploy(shape, LONG, 100);
    var reranked = Tiny.answer(ask(TEXTS, LONG));
    assertEquals(List.of(4.0, 1.0, 2.0), reranked.scores());
    assertEquals("reranker", reranked.model());
    assertEquals("Bearer " + KEY, server.asked.getFirst().authorization());
  }

  @Test
  void theServerIsToldOfTheTraceThatItsWorkBelongsTo() throws Exception {
    deploy(Shape.TEI, LONG, 100);
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    Tiny.answer(bus.ask(Reranking.RERANK, new Rerank("how long?", TEXTS),
        CallInfo.within(LONG, "test").traced(trace, null)).toCompletionStage()
        .toCompletableFuture().get());
    Tiny.answer(ask(TEXTS, LONG));

    assertEquals(trace, server.asked.getFirst().traceparent());
    assertNull(server.asked.getLast().traceparent());
  }

  @Test
  void withoutAKeyNoneIsSent() throws Exception {
    deploy(new EndpointConfig(server.url(), Shape.TEI, "", "", LONG, 100));
    assertEquals("endpoint", Tiny.answer(ask(TEXTS, LONG)).model());
    assertNull(server.asked.getFirst().authorization());
  }

  @Test
  void moreTextsThanItTakesAreSentInSeveralRequests() throws Exception {
    deploy(Shape.TEI, LONG, 2);
    assertEquals(List.of(4.0, 1.0, 2.0), Tiny.answer(ask(TEXTS, LONG)).scores());
    assertEquals(2, server.asked.size());
  }

  @Test
  void whereTheTimeIsUpThereAreTheScoresOfTheFirst() throws Exception {
    server.holds = texts -> texts.contains("22");
    var reranker = new EndpointReranker(vertx, endpoint(Shape.TEI, LONG, 1),
        Circuits.open(vertx, bus, new SimpleMeterRegistry()).await(), bus.tracing());
    var reply = reranker.score("how long?", TEXTS, CallInfo.within(Duration.ofSeconds(5), "test"));
    assertEquals(List.of(4.0, 1.0),
        Tiny.answer(reply.toCompletionStage().toCompletableFuture().get()));
  }

  @Test
  void whereTheTimeIsUpBeforeTheFirstIsScoredItIsSaid() throws Exception {
    server.holds = _ -> true;
    deploy(Shape.TEI, LONG, 100);
    assertInstanceOf(DeadlinePassed.class, refused(Duration.ofMillis(300)));
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
    server.holds = _ -> true;
    deploy(Shape.TEI, Duration.ofMillis(200), 100);
    assertTells(refused(LONG), "did not answer within 200 ms", true);
  }

  @Test
  void aBusyServerSaysWhenItWantsToBeAskedAgain() throws Exception {
    server.answers(429, "{\"error\": \"slow down\"}", "retry-after", "7");
    deploy(Shape.TEI, LONG, 100);
    assertEquals(7000, assertInstanceOf(Overloaded.class, refused(LONG)).retryAfterMs());
  }

  @Test
  void aBusyServerMayNameADateOfWhichAnHourIsHeeded() throws Exception {
    server.answers(429, "", "retry-after", "Sat, 31 Dec 2157 23:59:59 GMT");
    deploy(Shape.TEI, LONG, 100);
    assertEquals(3_600_000, assertInstanceOf(Overloaded.class, refused(LONG)).retryAfterMs());
  }

  @Test
  void aBusyServerThatDoesNotSayIsLeftAloneForAWhile() throws Exception {
    server.answers(429, "", "retry-after", "soon");
    deploy(Shape.TEI, LONG, 100);
    assertEquals(1000, assertInstanceOf(Overloaded.class, refused(LONG)).retryAfterMs());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerThatFailsMayBeAskedAgain(int status) throws Exception {
    server.answers(status, "{\"error\": {\"message\": \"out of memory\"}}");
    deploy(Shape.TEI, LONG, 100);
    assertTells(refused(LONG), "failed with status " + status + ", out of memory", true);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 413, 422})
  void aServerThatDoesNotWantItNeedNotBeAskedAgain(int status) throws Exception {
    server.answers(status, "{\"message\": \"no such thing\"}");
    deploy(Shape.COHERE, LONG, 100);
    assertTells(refused(LONG), "failed with status " + status + ", no such thing", false);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aKeyThatIsNotTakenIsTold(int status) throws Exception {
    server.answers(status, "{\"error\": \"wrong key " + KEY + "\"}");
    deploy(Shape.COHERE, LONG, 100);
    assertTells(refused(LONG), "does not let us in (status " + status
        + "): the API key may be wrong", false);
  }

  @Test
  void aKeyThatTheServerRepeatsIsNotTold() throws Exception {
    server.answers(500, "{\"error\": \"wrong key " + KEY + " in\\nline 2\"}");
    deploy(Shape.COHERE, LONG, 100);
    var refusal = refused(LONG);
    assertTells(refusal, "failed with status 500, wrong key *** in line 2", true);
    assertFalse(refusal.toString().contains(KEY));
  }

  @Test
  void anAnswerThatIsNoJsonIsTold() throws Exception {
    server.answers(200, "<html>");
    deploy(Shape.JINA, LONG, 100);
    assertTells(refused(LONG), "must answer with JSON, and did not", false);
  }

  @Test
  void anAnswerOfAnotherShapeIsToldWithWhatWasExpected() throws Exception {
    server.answers(200, "[{\"index\": 0, \"score\": 1}]");
    deploy(Shape.JINA, LONG, 100);
    assertTells(refused(LONG), "must answer with \"results\", a list that has an \"index\" and a"
        + " \"relevance_score\" for each text", false);
  }

  @Test
  void scoresThatAreMissingAreTold() throws Exception {
    server.answers(200, "[{\"index\": 0, \"score\": 1}]");
    deploy(Shape.TEI, LONG, 100);
    assertTells(refused(LONG), "gave 1 scores for 3 texts", false);
  }

  @Test
  void anAnswerThatBreaksOffIsTold() throws Exception {
    server.cuts = true;
    deploy(Shape.TEI, LONG, 100);
    assertTells(refused(LONG), "broke the connection", true);
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() throws Exception {
    server.floods = true;
    deploy(Shape.TEI, LONG, 100);
    assertTells(refused(LONG), "broke the connection", true);
  }

  @Test
  void aServerThatIsNotThereIsTold() throws Exception {
    server.stop();
    deploy(Shape.TEI, LONG, 100);
    var refusal = assertInstanceOf(Unavailable.class, refused(LONG));
    assertTrue(refusal.message().endsWith("cannot be reached: nobody takes the connection"));
  }

  @Test
  void aFailureInTheMiddleIsToldThoughTheFirstAreScored() throws Exception {
    server.fails = texts -> texts.contains("1");
    deploy(Shape.TEI, LONG, 1);
    assertTells(refused(LONG), "failed with status 500", true);
  }

  @Test
  void afterFailuresInARowTheServerIsNotAskedForAWhile() throws Exception {
    server.fails = _ -> true;
    deploy(Shape.TEI, LONG, 100);
    for (var time = 0; time < 5; time++) {
      assertTells(refused(LONG), "failed with status 500", true);
    }
    server.fails = _ -> false;
    var down = assertInstanceOf(UpstreamDown.class, refused(LONG));
    assertTrue(down.retryAfterMs() > 10_000 && down.retryAfterMs() <= 30_000, down::toString);
    assertTrue(down.message().startsWith("rerank is left alone for another "
        + Math.ceilDiv(down.retryAfterMs(), 1000) + " s, since the rerank endpoint " + server.url()
        + " failed with status 500"), down.message());
    assertEquals(5, server.asked.size());
  }

  private void assertTells(Refusal refusal, String what, boolean worthRetrying) {
    var failed = assertInstanceOf(UpstreamFailed.class, refusal);
    assertTrue(failed.message().startsWith("the rerank endpoint " + server.url() + " " + what),
        failed.message());
    assertEquals(worthRetrying, failed.worthRetrying());
  }

  private void deploy(Shape shape, Duration timeout, int maxTexts) throws Exception {
    deploy(endpoint(shape, timeout, maxTexts));
  }

  private EndpointConfig endpoint(Shape shape, Duration timeout, int maxTexts) {
    return new EndpointConfig(server.url(), shape, "reranker", KEY, timeout, maxTexts);
  }

  private void deploy(EndpointConfig endpoint) throws Exception {
    vertx.deployVerticle(
        new RerankVerticle(bus, new RerankConfig(null, endpoint, 512, 8, 0, 100),
            Circuits.open(vertx, bus, new SimpleMeterRegistry()).await()))
        .toCompletionStage().toCompletableFuture().get();
  }

  private Refusal refused(Duration within) throws Exception {
    return Tiny.refusal(ask(TEXTS, within));
  }

  private Reply<Reranked> ask(List<String> texts, Duration within) throws Exception {
    return bus
        .ask(Reranking.RERANK, new Rerank("how long?", texts), CallInfo.within(within, "test"))
        .toCompletionStage().toCompletableFuture().get();
  }
}
