package io.sluice.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unavailable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The queue and its one worker, without a network: a text's score is its length. */
class RerankWorkersTest {
  private static final int MAX_QUEUED = 100;

  private final List<List<String>> runs = new CopyOnWriteArrayList<>();
  private RerankWorkers workers = workers(2);

  @AfterEach
  void stop() throws InterruptedException {
    workers.stop();
  }

  @Test
  void theMostPromisingAreScoredFirstAndRequestsOneAfterTheOther() {
    var one = submit("1", "22", "333");
    var other = submit("4444");
    workers.start();
    assertEquals(List.of(1.0, 2.0, 3.0), Tiny.answer(one.reply().join()));
    assertEquals(List.of(4.0), Tiny.answer(other.reply().join()));
    assertEquals(List.of(List.of("1", "22"), List.of("333"), List.of("4444")), runs);
  }

  @Test
  void whereTheTimeIsUpThereAreTheScoresOfTheFirst() throws InterruptedException {
    var scored = new CountDownLatch(2);
    var mayEnd = new CountDownLatch(1);
    workers = new RerankWorkers((_, texts) -> {
      scored.countDown();
      if (scored.getCount() == 0) {
        mayEnd.await();
      }
      return lengths(texts);
    }, Tiny.config(2));
    var job = submit("1", "22", "333", "4444", "55555");
    workers.start();
    scored.await();
    job.timeIsUp();
    assertEquals(List.of(1.0, 2.0), Tiny.answer(job.reply().join()));
    mayEnd.countDown();
  }

  @Test
  void aGapEndsTheScoresThatAreGiven() {
    var job = new RerankJob("q", List.of("a", "b", "c", "d"), Tiny.call());
    job.next(1).put(new double[]{1});
    var late = job.next(1);
    job.next(1).put(new double[]{3});
    job.timeIsUp();
    late.put(new double[]{2});
    assertEquals(List.of(1.0), Tiny.answer(job.reply().join()));
  }

  @Test
  void whereTheTimeIsUpBeforeTheFirstIsScoredItIsSaid() {
    var job = submit("1");
    job.timeIsUp();
    assertInstanceOf(DeadlinePassed.class, Tiny.refusal(job.reply().join()));
  }

  @Test
  void whatNobodyWaitsForIsNotScored() {
    var ended = submit("ended");
    ended.timeIsUp();
    workers.submit("q", List.of("late"), CallInfo.within(Duration.ZERO, "late"));
    var other = submit("in time");
    workers.start();
    other.reply().join();
    assertEquals(List.of(List.of("in time")), runs);
  }

  @Test
  void whatIsOverTheQueueIsRefused() {
    var waiting = submitMany(MAX_QUEUED - 1);
    assertInstanceOf(Overloaded.class, Tiny.refusal(submit("one", "too many").reply().join()));
    assertFalse(waiting.reply().isDone());
  }

  @Test
  void aRequestThatCouldNeverFitIsTooLarge() {
    assertInstanceOf(TooLarge.class, Tiny.refusal(submitMany(MAX_QUEUED + 1).reply().join()));
  }

  @Test
  void whatNobodyWaitsForTakesNoRoom() {
    submitMany(MAX_QUEUED).timeIsUp();
    var next = submitMany(MAX_QUEUED);
    workers.start();
    assertEquals(MAX_QUEUED, Tiny.answer(next.reply().join()).size());
  }

  @Test
  void aFailingRunRefusesItsRequestAndTheWorkerGoesOn() {
    var failing = submit("fail", "2", "the rest of it");
    var next = submit("next");
    workers.start();
    assertInstanceOf(Internal.class, Tiny.refusal(failing.reply().join()));
    assertEquals(List.of(4.0), Tiny.answer(next.reply().join()));
    assertEquals(List.of(List.of("fail", "2"), List.of("next")), runs);
  }

  @Test
  void whatWaitsIsRefusedAtTheEndAndTheRunningIsFinished() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    workers = new RerankWorkers((_, texts) -> {
      begun.countDown();
      mayEnd.await();
      return lengths(texts);
    }, Tiny.config(2));
    var running = submit("1", "22");
    var waiting = submit("333");
    workers.start();
    begun.await();
    var stopping = Thread.ofVirtual().start(() -> {
      try {
        workers.stop();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    assertInstanceOf(Unavailable.class, Tiny.refusal(waiting.reply().join()));
    mayEnd.countDown();
    assertEquals(List.of(1.0, 2.0), Tiny.answer(running.reply().join()));
    stopping.join();
  }

  @Test
  void nothingIsTakenInAfterTheEnd() throws InterruptedException {
    workers.stop();
    assertInstanceOf(Unavailable.class, Tiny.refusal(submit("after").reply().join()));
  }

  private RerankWorkers workers(int batch) {
    return new RerankWorkers((_, texts) -> {
      runs.add(List.copyOf(texts));
      if (texts.contains("fail")) {
        throw new LinkageError("a native library's error");
      }
      return lengths(texts);
    }, Tiny.config(batch));
  }

  private static double[] lengths(List<String> texts) {
    return texts.stream().mapToDouble(String::length).toArray();
  }

  private RerankJob submit(String... texts) {
    return workers.submit("question", List.of(texts), Tiny.call());
  }

  private RerankJob submitMany(int texts) {
    return workers.submit("question", Collections.nCopies(texts, "p"), Tiny.call());
  }
}
