package io.sluice.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkheadTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void whoFindsNoTurnGetsTheFirstThatIsGivenBack() {
    var bulkhead = new Bulkhead(vertx, 2, 8);
    var first = bulkhead.take(LONG).await().orElseThrow();
    assertTrue(bulkhead.take(LONG).await().isPresent());
    var third = bulkhead.take(LONG);
    var fourth = bulkhead.take(LONG);
    assertFalse(third.isComplete());
    assertEquals(2, bulkhead.waiting());

    first.end();
    first.end(); // again is of no effect
    assertTrue(third.isComplete());
    assertFalse(fourth.isComplete());
    third.await().orElseThrow().end();
    assertTrue(fourth.isComplete());
    assertEquals(0, bulkhead.waiting());
  }

  @Test
  void nobodyWaitsForLongerThanIsWorthItOrBehindTooMany() {
    var bulkhead = new Bulkhead(vertx, 1, 2);
    var turn = bulkhead.take(LONG).await().orElseThrow();
    var patient = bulkhead.take(LONG);
    var impatient = bulkhead.take(SHORT);

    assertTrue(bulkhead.take(LONG).await().isEmpty(), "two wait already");
    assertTrue(impatient.await().isEmpty());
    turn.end();
    assertTrue(patient.await().isPresent());
  }

  @Test
  void answersThatBeginLaterThanTheyUsedToLetFewerThroughAndMoreOnceThatIsOver() {
    var bulkhead = new Bulkhead(vertx, 64, 64);
    var clock = learn(bulkhead, 0, 50, 200);
    assertEquals(64, bulkhead.limit());

    clock = learn(bulkhead, clock, 1000, 15);
    var least = bulkhead.limit();
    assertTrue(least < 40 && least >= 8, "limit " + least);
    learn(bulkhead, clock, 50, 2000);
    assertEquals(64, bulkhead.limit());
  }

  /** A second of calls, so many times, all of which begin to be answered after this time. */
  private static long learn(Bulkhead bulkhead, long from, int millis, int seconds) {
    var clock = from;
    for (var second = 0; second < seconds; second++) {
      for (var call = 0; call < 20; call++) {
        clock += 100_000_000;
        bulkhead.learn(clock, Duration.ofMillis(millis), 64);
      }
    }
    return clock;
  }

  @Test
  void turnsAreCountedWhateverBecomesOfThem() {
    var bulkhead = new Bulkhead(vertx, 4, 8);
    for (var round = 0; round < 100; round++) {
      var turns = Future.join(bulkhead.take(SHORT), bulkhead.take(SHORT), bulkhead.take(SHORT),
          bulkhead.take(SHORT)).await();
      turns.<java.util.Optional<Bulkhead.Turn>>list()
          .forEach(turn -> turn.orElseThrow().end());
    }
  }
}
