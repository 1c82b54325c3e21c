package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queue and its one worker, without a network: a text's vector is its length. */
class EmbeddingWorkersTest {
  private static final int MAX_QUEUED = 100;

  private final List<List<String>> runs = new CopyOnWriteArrayList<>();
  private EmbeddingWorkers workers = workers(1);

  @AfterEach
  void stop() throws InterruptedException {
    workers.stop();
  }

  @Test
  void questionsOvertakePassages() {
    var passages = submit(Purpose.PASSAGE, "p1", "p2", "p3");
    var question = submit(Purpose.QUESTION, "q1");
    workers.start();
    join(passages, question);
    assertEquals(List.of(List.of("q1"), List.of("p1"), List.of("p2"), List.of("p3")), runs);
  }

  @ParameterizedTest
  @EnumSource
  void firstComeFirstServedAmongEquals(Purpose purpose) {
    var replies = List.of(submit(purpose, "1"), submit(purpose, "2"), submit(purpose, "3"));
    workers.start();
    replies.forEach(CompletableFuture::join);
    assertEquals(List.of(List.of("1"), List.of("2"), List.of("3")), runs);
  }

  @Test
  void aBatchHasTextsOfSimilarLength() {
    workers = workers(4);
    var longText = "x".repeat(900);
    var replies = submit(Purpose.PASSAGE, longText, "a", longText, "b", longText, "c");
    workers.start();
    replies.join();
    assertEquals(List.of(List.of("a", "b", "c"), Collections.nCopies(3, longText)), runs);
  }

  @Test
  void aBatchIsNotLargerThanAllowed() {
    workers = workers(4);
    var replies = IntStream.range(0, 10).mapToObj(i -> submit(Purpose.PASSAGE, "p" + i)).toList();
    workers.start();
    replies.forEach(CompletableFuture::join);
    assertEquals(List.of(4, 4, 2), runs.stream().map(List::size).toList());
  }

  @Test
  void vectorsComeInTheOrderOfTheTexts() {
    var reply = submit(Purpose.PASSAGE, "333", "1", "4444", "22");
    workers.start();
    assertEquals(List.of(Vector.of(3), Vector.of(1), Vector.of(4), Vector.of(2)),
        Models.answer(reply.join()));
  }

  @Test
  void aLateRequestIsDroppedBeforeItCostsAnything() {
    var late = workers.submit(List.of("late"), Purpose.QUESTION,
        CallInfo.within(Duration.ZERO, "late"));
    var other = submit(Purpose.PASSAGE, "in time");
    workers.start();
    assertInstanceOf(DeadlinePassed.class, refusal(late));
    other.join();
    assertEquals(List.of(List.of("in time")), runs);
  }

  @Test
  void whatIsOverTheQueueIsRefused() {
    var waiting = submitMany(MAX_QUEUED - 1);
    assertInstanceOf(Overloaded.class, refusal(submit(Purpose.QUESTION, "one", "too many")));
    assertFalse(waiting.isDone());
  }

  @Test
  void whatJustFitsIsTaken() {
    var most = submitMany(MAX_QUEUED - 1);
    var last = submit(Purpose.QUESTION, "fits");
    workers.start();
    join(most, last);
    assertEquals(MAX_QUEUED, workers.texts());
  }

  @Test
  void aRequestThatCouldNeverFitIsTooLarge() {
    assertInstanceOf(TooLarge.class, refusal(submitMany(MAX_QUEUED + 1)));
  }

  @Test
  void noTextsAtAllIsABadRequest() {
    assertInstanceOf(BadRequest.class, refusal(submit(Purpose.QUESTION)));
  }

  @Test
  void aFailingRunRefusesItsRequestAndTheWorkerGoesOn() {
    var failing = submit(Purpose.PASSAGE, "fail", "the rest of it");
    var next = submit(Purpose.PASSAGE, "next");
    workers.start();
    assertInstanceOf(Internal.class, refusal(failing));
    assertEquals(List.of(Vector.of(4)), Models.answer(next.join()));
    assertEquals(List.of(List.of("fail"), List.of("next")), runs);
  }

  @Test
  void aFailingRunRefusesAllThatWereInIt() {
    workers = workers(2);
    var one = submit(Purpose.PASSAGE, "fail");
    var other = submit(Purpose.PASSAGE, "beside");
    workers.start();
    assertInstanceOf(Internal.class, refusal(one));
    assertInstanceOf(Internal.class, refusal(other));
  }

  @Test
  void whatWaitsIsRefusedAtTheEndAndTheRunningIsFinished() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    workers = new EmbeddingWorkers(texts -> {
      begun.countDown();
      mayEnd.await();
      return lengths(texts);
    }, Models.tiny(1));
    var running = submit(Purpose.PASSAGE, "running");
    var waiting = submit(Purpose.PASSAGE, "waiting");
    workers.start();
    begun.await();
    var stopping = Thread.ofVirtual().start(() -> {
      try {
        workers.stop();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    assertInstanceOf(Unavailable.class, refusal(waiting));
    mayEnd.countDown();
    assertEquals(List.of(Vector.of(7)), Models.answer(running.join()));
    stopping.join();
  }

  @Test
  void nothingIsTakenInAfterTheEnd() throws InterruptedException {
    workers.stop();
    assertInstanceOf(Unavailable.class, refusal(submit(Purpose.QUESTION, "after")));
  }

  private EmbeddingWorkers workers(int maxBatch) {
    return new EmbeddingWorkers(texts -> {
      runs.add(texts);
      if (texts.contains("fail")) {
        throw new LinkageError("a native library's error");
      }
      return lengths(texts);
    }, Models.tiny(maxBatch));
  }

  private static List<Vector> lengths(List<String> texts) {
    return texts.stream().map(text -> Vector.of(text.length())).toList();
  }

  private CompletableFuture<Reply<List<Vector>>> submit(Purpose purpose, String... texts) {
    return workers.submit(List.of(texts), purpose, Models.call());
  }

  private CompletableFuture<Reply<List<Vector>>> submitMany(int texts) {
    return submit(Purpose.PASSAGE, Collections.nCopies(texts, "p").toArray(String[]::new));
  }

  private static void join(CompletableFuture<?> one, CompletableFuture<?> other) {
    CompletableFuture.allOf(one, other).join();
  }

  private static Refusal refusal(CompletableFuture<Reply<List<Vector>>> reply) {
    return assertInstanceOf(Refused.class, reply.join()).refusal();
  }
}
