package io.sluice.bus;

import static io.sluice.bus.Nodes.answer;
import static io.sluice.bus.Nodes.refusal;
import static io.sluice.bus.Nodes.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.bus.Streams.Limits;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.StreamEvent;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.ReadStream;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamsIT {
  private static final Failed CANCELLED = new Failed(new Cancelled("stopped"));
  private static final Failed STOPPED = new Failed(new Unavailable("gateway", "it stops"));
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(10);
  private static final Limits PATIENT = new Limits(LONG, LONG, LONG, 1 << 20);

  private final Nodes nodes = new Nodes();
  private final Vertx vertx = nodes.single();
  private final Bus bus = Bus.on(vertx);

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void aReaderReadsToTheEndAndKnowsWhereItIs() {
    var log = open(serve(PATIENT));
    var reader = reader(log, 0);
    append(log, 1, 3);
    assertEquals(new Batch(tokens(1, 2), 2, false), answer(reader.next(2)));
    assertEquals(2, reader.position());
    assertEquals(new Batch(tokens(3, 3), 3, false), answer(reader.next(2)));
    log.end(token(4));

    assertEquals(new Batch(tokens(4, 4), 4, true), answer(reader.next(2)));
    assertEquals(4, reader.position());
  }

  @Test
  void whatIsOverInTimeIsNotCutWhenTheNodeStops() {
    var streams = serve(PATIENT);
    var log = streams.<AnswerEvent>open(call(), CANCELLED, STOPPED);
    var finished = streams.finish(LONG);
    log.append(token(1));
    assertFalse(finished.isComplete());
    var later = streams.<AnswerEvent>open(call(), CANCELLED, STOPPED);
    log.end(token(2));
    later.end(token(1));
    result(finished);
    assertEquals(token(2), log.latest());
  }

  @Test
  void whatIsNotOverInTimeEndsAndItsReadersAreTold() {
    var streams = serve(PATIENT);
    var log = streams.<AnswerEvent>open(call(), CANCELLED, STOPPED);
    var notWaitedFor = open(streams);
    append(log, 1, 1);
    var reader = reader(log, 1);
    var next = reader.next(10);
    result(streams.finish(SHORT));
    assertEquals(new Batch(List.of(STOPPED), 2, true), answer(next));
    assertFalse(notWaitedFor.hasEnded());
  }

  @Test
  void aReaderMayStartInTheMiddle() {
    var log = open(serve(PATIENT));
    append(log, 1, 3);

    assertEquals(new Batch(tokens(3, 3), 3, false), answer(reader(log, 2).next(10)));
  }

  @Test
  void twoReadersSeeTheSame() {
    var log = open(serve(PATIENT));
    append(log, 1, 3);
    var early = answer(reader(log, 0).next(10));

    assertEquals(early, answer(reader(log, 0).next(10)));
  }

  @Test
  void aReaderThatWaitsIsWokenByAnAppend() {
    var log = open(serve(PATIENT));
    var reader = reader(log, 0);
    answer(reader.peek(1));
    var waiting = reader.next(10);

    log.append(token(1));

    assertEquals(new Batch(tokens(1, 1), 1, false), answer(waiting));
  }

  @Test
  void whatIsOverWhenItOpensIsNotAskedFor() {
    var log = open(serve(PATIENT));
    assertNull(log.opened().whole());
    append(log, 1, 2);
    log.end(token(3));
    var elsewhere = new StreamOpened("nowhere.0", null, log.opened().whole());
    var reader = new StreamReader(bus, elsewhere, call(), 0);

    assertEquals(new Batch(tokens(1, 3), 3, true), answer(reader.next(1)));
    assertEquals(3, reader.position());
    refusal(NotFound.class, new StreamReader(bus, elsewhere, call(), 1).next(1));
  }

  @Test
  void peekingDoesNotWait() {
    assertEquals(new Batch(List.of(), 0, false), answer(reader(open(serve(PATIENT)), 0).peek(10)));
  }

  @Test
  void aHeartbeatGivesAnEmptyBatch() {
    var reader = reader(open(serve(PATIENT, SHORT)), 0);

    assertEquals(new Batch(List.of(), 0, false), answer(reader.next(10)));
    assertEquals(new Batch(List.of(), 0, false), answer(reader.next(10)));
  }

  @Test
  void theDeadlineOfTheQuestionDoesNotEndTheReading() {
    var log = open(serve(PATIENT));
    append(log, 1, 1);
    var late = CallInfo.within(Duration.ZERO, "req");

    answer(new StreamReader(bus, new StreamOpened(log.id()), late, 0).next(10));
  }

  @Test
  void aStreamOfAnotherTenantIsNotFound() {
    var log = open(serve(PATIENT));
    append(log, 1, 1);
    var other = new CallInfo("req", "other", List.of(), null, System.nanoTime(), null);
    var reader = new StreamReader(bus, new StreamOpened(log.id()), other, 0);

    refusal(NotFound.class, reader.next(10));
    refusal(NotFound.class, reader.peek(10));
    refusal(NotFound.class, reader.cancel());
    assertFalse(log.hasEnded());
  }

  @Test
  void anUnknownStreamIsNotFound() {
    var known = open(serve(PATIENT));
    var node = new StreamOpened(known.id()).node();

    refusal(NotFound.class, reader(node + ".00", 0).next(10));
  }

  @Test
  void aStreamOfAnUnknownNodeIsNotFound() {
    serve(PATIENT);

    for (var id : List.of("ffffffff.00", "no dot", "", ".", "..", "@.x")) {
      refusal(NotFound.class, reader(id, 0).next(10));
      refusal(NotFound.class, reader(id, 0).cancel());
    }
  }

  @Test
  void aStreamThatIsGoneIsReadFromWhereItIsWrittenDown() {
    serve(PATIENT);
    var asked = new ArrayList<ReadStream>();
    result(bus.serve(Streaming.READ_JOURNAL, (request, call) -> {
      asked.add(request);
      return Future.succeededFuture(Reply.of(new Batch(tokens(3, 4), 4, asked.size() == 2)));
    }));
    var reader = reader("ffffffff.00", 2);

    assertEquals(new Batch(tokens(3, 4), 4, false), answer(reader.next(10)));
    assertEquals(new Batch(tokens(3, 4), 4, true), answer(reader.next(10)));
    assertEquals(List.of(2L, 4L), asked.stream().map(ReadStream::after).toList());
    assertEquals("ffffffff.00", asked.getFirst().id());
  }

  @Test
  void aStreamThatIsHereIsReadHereAndOneThatIsNowhereIsNotFound() {
    var log = open(serve(PATIENT));
    append(log, 1, 1);
    result(bus.serve(Streaming.READ_JOURNAL, (request, call) -> Future
        .succeededFuture(Reply.refused(new Unavailable("redis", "down")))));

    assertEquals(new Batch(tokens(1, 1), 1, false), answer(reader(log, 0).next(10)));
    refusal(NotFound.class, reader("ffffffff.00", 0).next(10));
    refusal(NotFound.class, reader(log.id() + "0", 0).next(10));
  }

  @Test
  void cancellingEndsTheStreamForEveryReaderWithTheGivenEvent() {
    var log = open(serve(PATIENT));
    append(log, 1, 1);
    var waiting = reader(log, 1).next(10);
    var reader = reader(log, 0);
    answer(reader.next(10));

    answer(reader.cancel());

    assertEquals(new Batch(List.of(CANCELLED), 2, true), answer(waiting));
    assertEquals(new Batch(List.of(CANCELLED), 2, true), answer(reader.next(10)));
    assertFalse(log.append(token(2)));
  }

  @Test
  void theLastReadersLeavingCancels() {
    var log = open(serve(new Limits(SHORT, LONG, LONG, 1 << 20)));
    append(log, 1, 1);
    var first = reader(log, 0);
    var last = reader(log, 0);
    answer(first.next(10));
    answer(last.next(10));

    first.leave();
    answer(last.peek(10));
    last.leave();

    result(log.whenEnded());
    assertEquals(List.of(token(1), CANCELLED), log.peek(0, 10).events());
  }

  @Test
  void leavingBeforeTheFirstReadCancels() {
    var log = open(serve(new Limits(SHORT, LONG, LONG, 1 << 20)));

    reader(log, 0).leave();

    result(log.whenEnded());
  }

  @Test
  void leavingAfterTheEndChangesNothing() {
    var log = open(serve(new Limits(SHORT, LONG, LONG, 1 << 20)));
    log.end(token(1));
    var reader = reader(log, 0);
    answer(reader.next(10));

    reader.leave();

    assertEquals(new Batch(tokens(1, 1), 1, true), answer(reader(log, 0).next(10)));
  }

  @Test
  void aStreamThatIsNeverReadIsCancelledInTheEnd() {
    result(open(serve(new Limits(SHORT, SHORT, LONG, 1 << 20))).whenEnded());
  }

  @Test
  void aStreamWhoseReaderFellSilentIsCancelled() {
    var streams = serve(new Limits(SHORT, SHORT, LONG, 1 << 20));
    EventLog<AnswerEvent> log;
    do {
      log = open(streams);
    } while (!log.append(token(1)) || answer(reader(log, 0).next(10)).ended());

    result(log.whenEnded());
  }

  @Test
  @Timeout(30)
  void aStreamThatHasEndedIsLetGoWithAge() {
    var log = open(serve(new Limits(LONG, LONG, SHORT, 1 << 20)));
    log.end(token(1));
    var reader = reader(log, 0);

    while (result(reader.peek(1)) instanceof Answered) {
      Thread.onSpinWait();
    }

    refusal(NotFound.class, reader.peek(1));
  }

  @Test
  void theOldestStreamsThatHaveEndedAreLetGoAboveTheBound() {
    var streams = serve(new Limits(LONG, LONG, LONG, 5_000));
    var logs = IntStream.range(0, 5).mapToObj(i -> open(streams)).toList();
    for (var log : logs) {
      log.end(new Token("x".repeat(1_000)));
    }

    for (var gone : logs.subList(0, 3)) {
      refusal(NotFound.class, reader(gone, 0).next(1));
    }
    for (var kept : logs.subList(3, 5)) {
      answer(reader(kept, 0).next(1));
    }
  }

  @Test
  void aStreamThatHasEndedIsNotLetGoBeforeWhoIsInTheMiddleOfItHasReadItOrGone() {
    var streams = serve(new Limits(LONG, LONG, LONG, 1));
    var log = open(streams);
    var other = open(streams);
    append(log, 1, 2);
    append(other, 1, 2);
    var reader = reader(log, 0);
    var leaving = reader(other, 0);
    answer(reader.next(1));
    answer(leaving.next(1));

    log.end(token(3));
    other.end(token(3));
    assertEquals(new Batch(tokens(2, 3), 3, true), answer(reader.next(10)));
    leaving.leave();
    open(streams).end(token(1));

    while (result(reader(log, 0).peek(1)) instanceof Answered) {
      Thread.onSpinWait();
    }
    while (result(reader(other, 0).peek(1)) instanceof Answered) {
      open(streams).end(token(1));
    }
  }

  @Test
  void readersOnManyThreadsSeeEveryEventOnceInOrder() throws Exception {
    var events = 5_000;
    var log = open(serve(PATIENT));
    var readers = IntStream.range(0, 8).<Callable<List<StreamEvent>>>mapToObj(
        i -> () -> readAll(reader(log, 0), new Random(i))).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> {
        append(log, 1, events - 1);
        log.end(token(events));
      });
      for (var read : threads.invokeAll(readers, 60, TimeUnit.SECONDS)) {
        assertEquals(tokens(1, events), read.get());
      }
    }
  }

  private static List<StreamEvent> readAll(StreamReader reader, Random random) {
    var seen = new ArrayList<StreamEvent>();
    for (var ended = false; !ended;) {
      var batch = answer(reader.next(1 + random.nextInt(64)));
      seen.addAll(batch.events());
      ended = batch.ended();
      assertEquals(seen.size(), batch.last());
    }
    return seen;
  }

  private Streams serve(Limits limits) {
    return result(Streams.serve(vertx, bus, limits));
  }

  private Streams serve(Limits limits, Duration heartbeat) {
    return result(Streams.serve(vertx, bus, limits, heartbeat));
  }

  private static EventLog<AnswerEvent> open(Streams streams) {
    return streams.open(call(), CANCELLED);
  }

  private StreamReader reader(EventLog<?> log, long after) {
    return reader(log.id(), after);
  }

  private StreamReader reader(String id, long after) {
    return new StreamReader(bus, new StreamOpened(id), call(), after);
  }

  private static void append(EventLog<AnswerEvent> log, int from, int to) {
    for (var n = from; n <= to; n++) {
      assertTrue(log.append(token(n)));
    }
  }

  private static List<StreamEvent> tokens(int from, int to) {
    return IntStream.rangeClosed(from, to).<StreamEvent>mapToObj(StreamsIT::token).toList();
  }

  private static Token token(int n) {
    return new Token("t" + n);
  }

  private static CallInfo call() {
    return CallInfo.within(LONG, "req");
  }
}
