package io.sluice.bus;

import static io.sluice.bus.Nodes.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
  private static final Failed CANCELLED = new Failed(new Cancelled("stopped"));

  private static final CallInfo ASKER = call("acme", "user:anna", "group:hr");

  private static CallInfo call(String tenant, String... principals) {
    return new CallInfo("r", tenant, List.of(principals), null, 0, null);
  }

  private final EventLog<AnswerEvent> log = new EventLog<>("node.id", ASKER, CANCELLED, null);

  @Test
  void eventsAreNumberedFromOneInTheirOrder() {
    append(3);

    assertEquals(new Batch(List.of(token(1), token(2), token(3)), 3, false), log.peek(0, 10));
  }

  @Test
  void aReaderMayStartInTheMiddle() {
    append(3);

    assertEquals(new Batch(List.of(token(3)), 3, false), log.peek(2, 10));
  }

  @Test
  void aReaderGetsNoMoreThanItWants() {
    append(3);

    assertEquals(new Batch(List.of(token(1), token(2)), 2, false), log.peek(0, 2));
    assertEquals(new Batch(List.of(token(2), token(3)), 3, false), log.peek(1, Integer.MAX_VALUE));
  }

  @Test
  void whoIsFedGetsWhatWasThereAndWhatComes() {
    var fed = new ArrayList<AnswerEvent>();
    append(2);
    log.feed(fed::add);
    log.append(token(3));
    log.end(token(4));
    log.append(token(5));

    assertEquals(List.of(token(1), token(2), token(3), token(4)), fed);

    var late = new ArrayList<AnswerEvent>();
    log.feed(late::add);
    assertEquals(fed, late);
  }

  @Test
  void theEndIsSaidWithTheLastEventOnly() {
    append(2);
    log.end(token(3));

    assertFalse(log.peek(0, 2).ended());
    assertEquals(new Batch(List.of(token(3)), 3, true), log.peek(2, 2));
    assertEquals(new Batch(List.of(), 3, true), log.peek(3, 2));
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 1L << 40, Long.MAX_VALUE})
  void aReaderFromBeyondTheEndIsLedBackToIt(long after) {
    append(3);

    assertEquals(new Batch(List.of(), 3, false), log.peek(after, 10));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE})
  void aReaderFromBeforeTheStartGetsAll(long after) {
    append(1);

    assertEquals(new Batch(List.of(token(1)), 1, false), log.peek(after, Integer.MAX_VALUE));
  }

  @Test
  void aReaderThatWaitsIsWokenByAnAppend() {
    var waiting = log.await("r", 0, 10).promise().future();
    assertFalse(waiting.isComplete());

    log.append(token(1));

    assertEquals(new Batch(List.of(token(1)), 1, false), waiting.result());
  }

  @Test
  void aReaderThatComesLateGetsAllAtOnce() {
    append(2);
    log.end(token(3));

    assertEquals(new Batch(List.of(token(1), token(2), token(3)), 3, true),
        log.await("r", 0, 10).promise().future().result());
  }

  @Test
  void aReaderBehindTheLastEventDoesNotWait() {
    log.end(token(1));

    assertEquals(new Batch(List.of(), 1, true),
        log.await("r", 1, 10).promise().future().result());
  }

  @Test
  void allReadersThatWaitAreWoken() {
    var first = log.await("a", 0, 10).promise().future();
    var second = log.await("b", 0, 10).promise().future();

    log.end(token(1));

    assertEquals(first.result(), second.result());
    assertTrue(first.result().ended());
  }

  @Test
  void aReaderThatHasWaitedEnoughGoesHomeWithNothing() {
    append(1);
    var waiter = log.await("r", 1, 10);

    log.dismiss(waiter);
    log.append(token(2));

    assertEquals(new Batch(List.of(), 1, false), waiter.promise().future().result());
  }

  @Test
  void cancellingEndsWithTheEventForItAndWakesTheReaders() {
    var waiting = log.await("r", 0, 10).promise().future();

    log.cancel();

    assertEquals(new Batch(List.of(CANCELLED), 1, true), waiting.result());
    assertTrue(log.whenEnded().isComplete());
    assertTrue(log.hasEnded());
  }

  @Test
  void nothingComesAfterTheEnd() {
    assertTrue(log.end(token(1)));

    assertFalse(log.append(token(2)));
    assertFalse(log.end(token(3)));
    log.cancel();

    assertEquals(new Batch(List.of(token(1)), 1, true), log.peek(0, 10));
  }

  @Test
  void aLogIsCancelledThatNobodyCameBackTo() {
    read("r");
    log.leave("r");

    log.cancelUnlessVisited(log.visits());

    assertTrue(log.hasEnded());
  }

  @Test
  void aLogIsNotCancelledWhileAnotherReads() {
    read("a");
    read("b");
    log.leave("a");

    log.cancelUnlessVisited(log.visits());

    assertFalse(log.hasEnded());
  }

  @Test
  void comingBackWithinTheGraceKeepsTheLog() {
    read("r");
    log.leave("r");
    var visits = log.visits();
    read("r");

    log.cancelUnlessVisited(visits);

    assertFalse(log.hasEnded());
  }

  @Test
  void leavingAgainStartsTheGraceAnew() {
    read("r");
    log.leave("r");
    var visits = log.visits();
    read("r");
    log.leave("r");

    log.cancelUnlessVisited(visits);

    assertFalse(log.hasEnded());
  }

  @Test
  void aReaderIsExpectedOfANewLogButNotForEver() {
    assertTrue(log.hasReaders());

    log.forgetReaders(Duration.ofSeconds(-1));

    assertFalse(log.hasReaders());
  }

  @Test
  void nobodyIsExpectedAnyMoreOnceSomebodyHasLeft() {
    log.leave("r");

    assertFalse(log.hasReaders());
  }

  @Test
  void aReaderThatWaitsIsNotForgotten() {
    log.await("r", 0, 10);

    log.forgetReaders(Duration.ofSeconds(-1));

    assertTrue(log.hasReaders());
  }

  @Test
  void aSilentReaderIsForgotten() {
    append(1);
    read("r");

    log.forgetReaders(Duration.ofSeconds(-1));

    assertFalse(log.hasReaders());
  }

  @Test
  void aReaderThatHasLeftStaysGoneWhenItsLastReadEnds() {
    var waiter = log.await("r", 0, 10);
    log.leave("r");

    log.dismiss(waiter);
    log.append(token(1));

    assertFalse(log.hasReaders());
  }

  @Test
  void isForThoseOfItsTenantWhoSeeAllThatItsAskerSees() {
    assertTrue(log.isFor(ASKER));
    assertTrue(log.isFor(call("acme", "group:hr", "user:anna", "group:b")));
    assertFalse(log.isFor(call("acme", "group:hr")));
    assertFalse(log.isFor(call("acme")));
    assertFalse(log.isFor(call("other", "user:anna", "group:hr")));
    assertFalse(log.isFor(call("", "user:anna", "group:hr")));
  }

  @Test
  void weighsWhatItsTextsWeigh() {
    log.append(new Token("x".repeat(1000)));

    assertTrue(log.weight() >= 2000);
  }

  @Test
  void everyReaderSeesEveryEventOnceInOrderWhileOneWrites() throws Exception {
    var events = 20_000;
    inParallel(IntStream.range(0, 9).<Callable<Void>>mapToObj(i -> () -> {
      if (i == 0) {
        append(events - 1);
        log.end(token(events));
      } else {
        readAll("r" + i, events, new Random(i));
      }
      return null;
    }).toList());
  }

  @Test
  void noRaceOfEndCancelReadAndDismissLeavesAReaderWaiting() throws Exception {
    for (var round = 0; round < 1_000; round++) {
      var raced = new EventLog<AnswerEvent>("node.id", ASKER, CANCELLED, null);
      var early = raced.await("early", 0, 10);
      var start = new CountDownLatch(1);
      inParallel(List.of(() -> {
        start.await();
        raced.end(token(1));
        return null;
      }, () -> {
        start.await();
        raced.cancel();
        return null;
      }, () -> {
        start.await();
        raced.dismiss(early);
        return null;
      }, () -> {
        start.countDown();
        assertTrue(result(raced.await("late", 0, 10).promise().future()).ended());
        return null;
      }));

      result(early.promise().future());
      result(raced.whenEnded());
      assertEquals(1, raced.peek(0, 10).events().size());
    }
  }

  private void readAll(String reader, int events, Random random) {
    var seen = new ArrayList<StreamEvent>();
    var after = 0L;
    for (var ended = false; !ended;) {
      var batch = result(log.await(reader, after, 1 + random.nextInt(64)).promise().future());
      assertEquals(after + batch.events().size(), batch.last());
      seen.addAll(batch.events());
      after = batch.last();
      ended = batch.ended();
    }
    assertEquals(IntStream.rangeClosed(1, events).mapToObj(EventLogTest::token).toList(), seen);
  }

  private static void inParallel(List<Callable<Void>> tasks) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private void append(int events) {
    for (var n = 1; n <= events; n++) {
      log.append(token(n));
    }
  }

  private void read(String reader) {
    log.await(reader, 0, 10);
  }

  private static Token token(int n) {
    return new Token("t" + n);
  }
}
