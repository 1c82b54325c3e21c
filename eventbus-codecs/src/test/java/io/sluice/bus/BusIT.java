package io.sluice.bus;

import static io.sluice.bus.Nodes.answer;
import static io.sluice.bus.Nodes.refusal;
import static io.sluice.bus.Nodes.result;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Answering.Search;
import io.sluice.message.Answering.SearchResult;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.SearchMode;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An hour's timeout shows that a refusal does not come of waiting. */
class BusIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Ask<Search, SearchResult> SEARCH = new Ask<>("test.search", Search.class,
      SearchResult.class, HOUR);
  private static final Search REQUEST = new Search("q", "default", null, Filters.NONE,
      SearchMode.HYBRID, null, false);
  private static final SearchResult RESULT = new SearchResult(List.of(), List.of());

  private final Nodes nodes = new Nodes();
  private final Vertx vertx = nodes.single();
  private final Bus bus = Bus.on(vertx);
  private final List<CallInfo> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger sent = new AtomicInteger();

  @BeforeEach
  void countWhatIsSent() {
    vertx.eventBus().addOutboundInterceptor(delivery -> {
      sent.incrementAndGet();
      delivery.next();
    });
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void aRequestIsAnsweredWithTheVeryRecord() {
    serve((request, call) -> {
      assertSame(REQUEST, request);
      return Future.succeededFuture(Reply.of(RESULT));
    });

    assertSame(RESULT, answer(bus.ask(SEARCH, REQUEST, call())));
  }

  @Test
  void aRefusalComesBackAsItIs() {
    var refusal = new NotFound("no such collection", "collection");
    serve((request, call) -> Future.succeededFuture(Reply.refused(refusal)));

    assertSame(refusal, refusal(NotFound.class, bus.ask(SEARCH, REQUEST, call())));
  }

  @Test
  void theCallArrivesWithTheRequest() {
    serve((request, call) -> Future.succeededFuture(Reply.of(RESULT)));
    var call = new CallInfo("req-1", "acme", List.of("user:a", "group:b"), "00-a-b-01",
        System.nanoTime() + HOUR.toNanos(), 0.5);

    answer(bus.ask(SEARCH, REQUEST, call));

    var arrived = received.getFirst();
    assertEquals(
        new CallInfo("req-1", "acme", List.of("user:a", "group:b"), "00-a-b-01",
            arrived.deadlineNanos(), 0.5),
        arrived);
  }

  static Stream<Map.Entry<String, BiFunction<Search, CallInfo, Future<Reply<SearchResult>>>>> faults() {
    return Map.<String, BiFunction<Search, CallInfo, Future<Reply<SearchResult>>>>of(//
        "an exception", (request, call) -> {
          throw new IllegalStateException("on purpose");
        }, "an error", (request, call) -> {
          throw new AssertionError("on purpose");
        }, "a stack overflow", (request, call) -> {
          throw new StackOverflowError();
        }, "a checked exception", (request, call) -> {
          raise(new IOException("on purpose"));
          return Future.succeededFuture();
        }, "a failed future", (request, call) -> Future.failedFuture("on purpose"), //
        "a future that fails later", (request, call) -> {
          var promise = Promise.<Reply<SearchResult>>promise();
          Thread.startVirtualThread(() -> promise.fail(new IOException("on purpose")));
          return promise.future();
        }, "a future of null", (request, call) -> Future.succeededFuture(), //
        "null for a future", (request, call) -> noFuture()).entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aHandlerThatFailsGivesARefusalAtOnce(
      Map.Entry<String, BiFunction<Search, CallInfo, Future<Reply<SearchResult>>>> fault) {
    serve(fault.getValue());

    var refusal = refusal(Internal.class, bus.ask(SEARCH, REQUEST, call()));

    assertFalse(refusal.message().contains("on purpose"), "details stay in the log");
  }

  @Test
  void aHandlerOnAVirtualThreadMayAwaitWhatFails() {
    result(vertx.deployVerticle(new VerticleBase() {
      @Override
      public Future<?> start() {
        return bus.serve(SEARCH,
            (request, call) -> {
              Future.failedFuture(new IOException("on purpose")).await();
              return Future.succeededFuture(Reply.of(RESULT));
            });
      }
    }, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));

    refusal(Internal.class, bus.ask(SEARCH, REQUEST, call()));
  }

  @Test
  void whoIsBeingStoppedCanBeAskedAgain() {
    var stopped = Executors.newSingleThreadExecutor();
    stopped.close();
    serve((request, call) -> {
      stopped.execute(() -> {});
      return Future.succeededFuture(Reply.of(RESULT));
    });

    assertTrue(refusal(Unavailable.class, bus.ask(SEARCH, REQUEST, call())).retryable());
  }

  @Test
  void aRequestOfAnotherTypeIsABadRequest() {
    serve((request, call) -> Future.succeededFuture(Reply.of(RESULT)));
    var other = new Ask<>(SEARCH.address(), EraseDocument.class, SearchResult.class, HOUR);

    refusal(BadRequest.class, bus.ask(other, new EraseDocument("a", "b"), call()));
    assertEquals(List.of(), received);
  }

  @Test
  void aRequestThatIsNoMessageIsABadRequest() {
    serve((request, call) -> Future.succeededFuture(Reply.of(RESULT)));

    var reply = result(vertx.eventBus().request(SEARCH.address(), new JsonObject()));
    assertTrue(reply.body() instanceof BadRequest);
  }

  @Test
  void aRequestWithoutABodyIsABadRequest() {
    serve((request, call) -> Future.succeededFuture(Reply.of(RESULT)));

    var reply = result(vertx.eventBus().request(SEARCH.address(), null));
    assertTrue(reply.body() instanceof BadRequest);
  }

  @Test
  void anUndecodableRequestIsToldToItsSender() {
    serve((request, call) -> Future.succeededFuture(Reply.of(RESULT)));
    var sent = new Ask<>(SEARCH.address(), Undecodable.class, SearchResult.class, HOUR);

    refusal(Undecodable.class, bus.ask(sent, new Undecodable("what came"), call()));
  }

  @Test
  void anAnswerOfAnotherTypeIsUndecodable() {
    result(bus.serve(
        new Ask<>(SEARCH.address(), Search.class, DocumentErased.class, HOUR),
        (request, call) -> Future.succeededFuture(Reply.of(new DocumentErased(1, 1, null, null)))));

    refusal(Undecodable.class, bus.ask(SEARCH, REQUEST, call()));
  }

  @Test
  void anAnswerWithoutABodyIsUndecodable() {
    result(
        vertx.eventBus().consumer(SEARCH.address(), message -> message.reply(null)).completion());

    refusal(Undecodable.class, bus.ask(SEARCH, REQUEST, call()));
  }

  @Test
  void whereNobodyServesIsUnavailable() {
    refusal(Unavailable.class, bus.ask(SEARCH, REQUEST, call()));
  }

  @Test
  void nothingIsSentAfterTheDeadline() {
    serve((request, call) -> Future.succeededFuture(Reply.of(RESULT)));

    var reply = bus.ask(SEARCH, REQUEST, CallInfo.within(Duration.ZERO, "late"));

    assertTrue(reply.isComplete());
    refusal(DeadlinePassed.class, reply);
    assertEquals(0, sent.get());
  }

  @Test
  void aRequestThatArrivesTooLateIsNotHandled() {
    serve((request, call) -> Future.succeededFuture(Reply.of(RESULT)));

    var reply = result(vertx.eventBus().request(SEARCH.address(), REQUEST, new DeliveryOptions()
        .setCodecName(WireCodec.NAME).addHeader("remaining-ms", "0")));

    assertTrue(reply.body() instanceof DeadlinePassed);
    assertEquals(List.of(), received);
  }

  @Test
  void theRemainingTimeShrinksFromHopToHop() {
    var erase = new Ask<>("test.erase", EraseDocument.class, DocumentErased.class, HOUR);
    var remaining = new CopyOnWriteArrayList<Duration>();
    result(bus.serve(erase, (request, call) -> {
      remaining.add(call.remaining());
      return Future.succeededFuture(Reply.of(new DocumentErased(0, 0, null, null)));
    }));
    serve((request, call) -> {
      remaining.add(call.remaining());
      return bus.ask(erase, new EraseDocument("a", "b"), call).map(Reply.of(RESULT));
    });

    answer(bus.ask(SEARCH, REQUEST, CallInfo.within(Duration.ofMinutes(1), "req")));

    assertTrue(remaining.get(0).compareTo(Duration.ofMinutes(1)) <= 0);
    assertTrue(remaining.get(1).compareTo(remaining.get(0)) <= 0);
    assertTrue(remaining.get(1).isPositive());
  }

  @Test
  void aHandlerThatNeverAnswersIsLateByTheAsksTimeout() {
    serve((request, call) -> Promise.<Reply<SearchResult>>promise().future());
    var brief = new Ask<>(SEARCH.address(), Search.class, SearchResult.class,
        Duration.ofMillis(20));

    refusal(DeadlinePassed.class, bus.ask(brief, REQUEST, call()));
  }

  @Test
  void aHandlerThatNeverAnswersIsLateByTheCallsDeadline() {
    serve((request, call) -> Promise.<Reply<SearchResult>>promise().future());

    refusal(DeadlinePassed.class,
        bus.ask(SEARCH, REQUEST, CallInfo.within(Duration.ofMillis(20), "req")));
  }

  @Test
  void anAskOnAClosedNodeIsRefused() {
    result(vertx.close());

    var reply = bus.ask(SEARCH, REQUEST, CallInfo.within(Duration.ofMillis(20), "req"));
    assertTrue(result(reply) instanceof Reply.Refused<SearchResult>);
  }

  /** A reply is sent on the thread of whoever completes the future, say of a writer of events. */
  @Test
  void completingAReplyOnAClosedNodeDoesNotThrow() {
    var promise = Promise.<Reply<SearchResult>>promise();
    var asked = Promise.<Boolean>promise();
    serve((request, call) -> {
      asked.complete(true);
      return promise.future();
    });
    bus.ask(SEARCH, REQUEST, call());
    result(asked.future());
    result(vertx.close());

    assertDoesNotThrow(() -> promise.complete(Reply.of(RESULT)));
  }

  @Test
  void handlersRunOnTheEventLoopThatServes() {
    var served = new AtomicReference<Thread>();
    var handled = new AtomicReference<Thread>();
    result(vertx.deployVerticle(new VerticleBase() {
      @Override
      public Future<?> start() {
        served.set(Thread.currentThread());
        return bus.serve(SEARCH, (request, call) -> {
          handled.set(Thread.currentThread());
          return Future.succeededFuture(Reply.of(RESULT));
        });
      }
    }));

    answer(bus.ask(SEARCH, REQUEST, call()));

    assertSame(served.get(), handled.get());
  }

  private void serve(BiFunction<Search, CallInfo, Future<Reply<SearchResult>>> handler) {
    result(bus.serve(SEARCH, (request, call) -> {
      received.add(call);
      return handler.apply(request, call);
    }));
  }

  private static CallInfo call() {
    return CallInfo.within(HOUR, "req");
  }

  @SuppressWarnings("NullAway")
  private static Future<Reply<SearchResult>> noFuture() {
    return null;
  }

  /** As {@code await()} does. */
  private static void raise(Throwable e) {
    BusIT.<RuntimeException>raiseAs(e);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void raiseAs(Throwable e) throws E {
    throw (E) e;
  }
}
