package io.sluice.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.UpstreamDown;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.resilience.Circuit.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CircuitTest {
  private static final Refusal FAULT = new UpstreamFailed("it", "it failed with status 500", true);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.on(vertx);
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Circuits circuits = Circuits.open(vertx, bus, metrics).await();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private Circuit circuit(Duration rest) {
    return circuits.of("it", new CircuitConfig(3, rest));
  }

  private static Reply<String> call(Circuit circuit, @Nullable Refusal why) {
    return begin(circuit,
        () -> Future.succeededFuture(why == null ? Reply.of("well") : Reply.refused(why))).await();
  }

  private static Future<Reply<String>> begin(Circuit circuit,
      Supplier<Future<Reply<String>>> work) {
    return circuit.run(_ -> work.get(), reply -> switch (reply) {
      case Answered<String>(String well) -> null;
      case Refused<String>(Refusal why) -> why;
    }, Reply::refused);
  }

  private static void fail(Circuit circuit, int times) {
    for (var time = 0; time < times; time++) {
      assertEquals(Reply.refused(FAULT), call(circuit, FAULT));
    }
  }

  private double state() {
    return metrics.get("rag.circuit.state").tag("name", "it").gauge().value();
  }

  @Test
  void afterSoManyFailuresInARowNobodyAsksAndIsToldWhyAndForHowLong() {
    var circuit = circuit(LONG);
    fail(circuit, 3);

    var asked = new AtomicInteger();
    var refused = assertInstanceOf(Refused.class, begin(circuit, () -> {
      asked.incrementAndGet();
      return Future.succeededFuture(Reply.of("well"));
    }).await());
    assertEquals(0, asked.get());
    var down = assertInstanceOf(UpstreamDown.class, refused.refusal());
    assertTrue(down.message().matches("it is left alone for another (600|5[4-9]\\d) s,"
        + " since it failed with status 500"), down::message);
    assertTrue(down.retryAfterMs() > LONG.toMillis() - 60_000);
    assertEquals(2, state());
    assertEquals(State.OPEN, circuits.conditions().getFirst().state());
  }

  @Test
  void oneThatGoesWellBetweenThemBeginsTheCountAnew() {
    var circuit = circuit(LONG);
    fail(circuit, 2);
    call(circuit, null);
    fail(circuit, 2);
    assertEquals(Reply.of("well"), call(circuit, null));
    assertEquals(0, state());
  }

  @Test
  void amongManyThatGoWellSomeInARowThatFailAreNoReasonYet() {
    var circuit = circuit(LONG);
    for (var round = 0; round < 20; round++) {
      for (var well = 0; well < 6; well++) {
        assertEquals(Reply.of("well"), call(circuit, null));
      }
      fail(circuit, 4);
    }
    for (var bad = 0; bad < 20; bad++) {
      call(circuit, FAULT);
    }
    assertEquals(State.OPEN, circuit.condition().state());
  }

  @Test
  void whatIsSeenToGoWellCountsBeforeItsEnd() {
    var circuit = circuit(Duration.ofMillis(50));
    fail(circuit, 3);
    until(State.HALF_OPEN);
    var end = Promise.<String>promise();
    var spoken = circuit.<String>run(goesWell -> {
      goesWell.run();
      return end.future();
    }, _ -> null, Refusal::message);

    assertEquals(State.CLOSED, circuit.condition().state());
    end.complete("well");
    assertEquals("well", spoken.await());
  }

  @Test
  void whatTheCallerDidWrongDoesNotCount() {
    var circuit = circuit(LONG);
    for (var time = 0; time < 10; time++) {
      call(circuit, new BadRequest("too long", null));
      call(circuit, new Cancelled("left"));
      call(circuit, new UpstreamFailed("it", "status 401", false));
    }
    assertEquals(Reply.of("well"), call(circuit, null));
    assertEquals(State.CLOSED, circuit.condition().state());
    // What is told of it though: somebody has to set it right.
    assertEquals("status 401", circuit.condition().error());
  }

  @Test
  void afterTheRestOneCallTriesItWhileTheOthersAreRefused() {
    var circuit = circuit(Duration.ofMillis(50));
    fail(circuit, 3);
    until(State.HALF_OPEN);
    assertEquals(1, state());

    var trial = Promise.<Reply<String>>promise();
    var first = begin(circuit, trial::future);
    assertInstanceOf(Refused.class, call(circuit, null));
    trial.complete(Reply.of("well"));
    assertEquals(Reply.of("well"), first.await());
    assertEquals(Reply.of("well"), call(circuit, null));
    assertEquals(0, state());
  }

  @Test
  void aTrialThatFailsOrSaysNothingLeavesItAloneAgain() {
    var circuit = circuit(Duration.ofSeconds(1));
    fail(circuit, 3);
    until(State.HALF_OPEN);
    call(circuit, FAULT);
    assertEquals(State.OPEN, circuit.condition().state());
    until(State.HALF_OPEN);
    call(circuit, new Cancelled("left"));
    assertEquals(State.OPEN, circuit.condition().state());
  }

  @Test
  void aCallThatBreaksIsNoOutcome() {
    var broken = begin(circuit(LONG), () -> Future.failedFuture(new IllegalStateException("bug")));
    assertInstanceOf(IllegalStateException.class,
        broken.otherwiseEmpty().compose(_ -> Future.succeededFuture(broken.cause())).await());
  }

  @Test
  void whatOneNodeFindsOutTheOthersHear() {
    var others = Circuits.open(vertx, bus, new SimpleMeterRegistry()).await();
    var there = others.of("it", new CircuitConfig(3, LONG));
    fail(circuit(LONG), 3);

    while (there.condition().state() != State.OPEN) {
      Thread.onSpinWait();
    }
    var refused = assertInstanceOf(Refused.class, call(there, null));
    assertTrue(refused.refusal().message().endsWith("since it failed with status 500"));
  }

  private void until(State state) {
    while (circuits.conditions().getFirst().state() != state) {
      Thread.onSpinWait();
    }
  }
}
