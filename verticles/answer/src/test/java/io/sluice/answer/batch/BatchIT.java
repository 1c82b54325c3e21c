package io.sluice.answer.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Batches;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.BatchResult;
import io.sluice.message.Batches.BatchState;
import io.sluice.message.Batches.BatchStatus;
import io.sluice.message.Batches.DropBatch;
import io.sluice.message.Batches.FindBatch;
import io.sluice.message.Batches.FollowBatch;
import io.sluice.message.Batches.ListBatches;
import io.sluice.message.Batches.OpenBatch;
import io.sluice.message.Batches.ReadResults;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchIT {
  private static final String FIRST = "질문 1";

  @TempDir
  Path folder = Path.of("");
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder.resolve("batches"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void everyQuestionHasItsAnswerInItsOrder() {
    bench.start(bench.config(3, 1));
    var batch = bench.open(20);
    var end = bench.whenDone(batch);

    assertEquals(new BatchState(batch, BatchStatus.DONE, 20, 20, 0, 20 * Results.COST,
        end.createdAt(), end.endedAt()), end);
    var results = bench.results(batch);
    assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(),
        results.stream().map(BatchResult::line).toList());
    for (var result : results) {
      assertEquals("질문-" + result.line(), result.customId());
      assertEquals("답: 질문 " + result.line(), Objects.requireNonNull(result.answer()).text());
    }
    assertEquals(end, bench.find(batch));
  }

  @Test
  void personalDataIsNeitherKeptNorAskedAbout() throws IOException {
    bench.start(bench.config(1, 1));
    bench.whenDone(bench.open(List.of(
        new BatchLine("1", Results.question("010-8361-2947은 누구 번호인가요?"), null, null))));

    assertEquals("[PHONE]은 누구 번호인가요?", bench.answerers.asked.getFirst().words());
    try (var files = Files.walk(bench.path)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains("8361"), file::toString);
      }
    }
  }

  @Test
  void noMoreAreAskedAtATimeThanMayBe() throws Exception {
    bench.answerers.otherwise = bench.answerers.holds();
    bench.start(bench.config(3, 1));
    var first = bench.open(20);
    var second = bench.open(20);
    var atOnce = List.of(bench.answerers.takeHeld(), bench.answerers.takeHeld(),
        bench.answerers.takeHeld());
    atOnce.forEach(Answerers::answer);
    for (var i = atOnce.size(); i < 40; i++) {
      Answerers.answer(bench.answerers.takeHeld());
    }
    bench.whenDone(first);
    bench.whenDone(second);

    assertEquals(3, bench.answerers.mostOpen.get());
    assertEquals(40, bench.answerers.asked.size());
  }

  @Test
  void aShortBatchDoesNotWaitForTheEndOfALongOne() throws Exception {
    bench.answerers.otherwise = bench.answerers.holds();
    bench.start(bench.config(1, 1));
    bench.open(100);
    var first = bench.answerers.takeHeld();
    var small = bench.open(1);
    Answerers.answer(first);
    Answerers.answer(bench.answerers.takeHeld());
    Answerers.answer(bench.answerers.takeHeld());

    assertEquals(1, bench.whenDone(small).done());
  }

  @Test
  void oneThatFailsDoesNotStopTheOthers() {
    bench.answerers.script(FIRST, Answerers.refuses(new NotFound("no such", "collection")));
    bench.answerers.script("질문 3", Answerers.fails(new UpstreamFailed("m", "no key", false)));
    bench.start(bench.config(2, 5));
    var batch = bench.open(5);
    var end = bench.whenDone(batch);

    assertEquals(2, end.failed());
    assertEquals(5, end.done());
    assertEquals(3 * Results.COST, end.costUsd());
    var results = bench.results(batch);
    assertEquals(new BatchResult(1, "질문-1", null, new NotFound("no such", "collection"), null),
        results.getFirst());
    assertEquals(new UpstreamFailed("m", "no key", false), results.get(2).refusal());
    assertEquals("죄송합니다. 지금은 답을 쓰는 모델이 답하지 않습니다."
        + " 다시 물어도 같을 수 있으니 관리자에게 알려 주세요.", results.get(2).apology());
    assertEquals(1, bench.answerers.keys(FIRST).size());
  }

  @Test
  void whatIsBusyIsAskedAgainWithTheSameKey() {
    bench.answerers.script(FIRST, Answerers.refuses(new Overloaded("busy", 1)),
        Answerers.refuses(new Overloaded("busy", 1)));
    bench.start(bench.config(2, 5));
    var batch = bench.open(2);

    assertEquals(0, bench.whenDone(batch).failed());
    var keys = bench.answerers.keys(FIRST);
    assertEquals(3, keys.size());
    assertEquals(1, new HashSet<>(keys).size());
  }

  @Test
  void anAnswerThatEndedIsAskedForAgainWithAnotherKey() {
    bench.answerers.script(FIRST, Answerers.fails(new UpstreamFailed("m", "reset", true)),
        Answerers.fails(new Cancelled("stopped by somebody")));
    bench.start(bench.config(2, 5));
    var batch = bench.open(1);

    assertEquals(0, bench.whenDone(batch).failed());
    assertEquals("답: " + FIRST,
        Objects.requireNonNull(bench.results(batch).getFirst().answer()).text());
    assertEquals(3, new HashSet<>(bench.answerers.keys(FIRST)).size());
  }

  @Test
  void whatStaysBusyIsGivenUp() {
    var busy = Answerers.refuses(new Overloaded("busy", 1));
    bench.answerers.script(FIRST, busy, busy, busy);
    bench.start(bench.config(2, 3));
    var batch = bench.open(2);

    assertEquals(1, bench.whenDone(batch).failed());
    assertEquals(new Overloaded("busy", 1), bench.results(batch).getFirst().refusal());
    assertEquals(3, bench.answerers.keys(FIRST).size());
  }

  @Test
  void whereThePassagesStoodInForTheModelTheModelIsAskedAgain() {
    bench.answerers.script(FIRST, Answerers.standsIn());
    bench.start(bench.config(1, 3));
    var batch = bench.open(1);

    assertEquals(2 * Results.COST, bench.whenDone(batch).costUsd());
    var answer = Objects.requireNonNull(bench.results(batch).getFirst().answer());
    assertEquals("openai", answer.done().route().provider());
  }

  @Test
  void onceTheModelDoesNotComeBackTheOthersDoNotWaitForIt() {
    bench.answerers.otherwise = Answerers.standsIn();
    bench.start(bench.config(1, 3));
    var batch = bench.open(4);
    bench.whenDone(batch);

    assertEquals(3, bench.answerers.keys(FIRST).size());
    assertEquals(1, bench.answerers.keys("질문 2").size());
    assertEquals(6, bench.answerers.asked.size());
  }

  @Test
  void theNextBatchAsksAnAbsentModelAgain() {
    bench.answerers.otherwise = Answerers.standsIn();
    bench.start(bench.config(1, 3));
    bench.whenDone(bench.open(2));
    bench.answerers.otherwise = Answerers::answer;
    bench.answerers.script(FIRST, Answerers.standsIn());
    var next = bench.open(1);
    bench.whenDone(next);

    assertEquals("openai", Objects.requireNonNull(bench.results(next).getFirst().answer()).done()
        .route().provider());
  }

  @Test
  void whereTheMoneyMayBeWhyNoModelAnsweredItIsNotAskedAgain() {
    bench.answerers.script(FIRST, Answerers.standsIn());
    bench.answerers.script("질문 2", Answerers.standsIn());
    bench.start(bench.config(1, 3));
    var lines = List.of(new BatchLine(null, Results.question(FIRST), null, 0.001),
        new BatchLine(null, Results.question("질문 2"), null, null));
    bench.whenDone(bench.open(lines));

    assertEquals(1, bench.answerers.keys(FIRST).size());
    assertEquals(2, bench.answerers.keys("질문 2").size());
  }

  @Test
  void aQuestionHasItsTimeItsMoneyAndItsAsker() throws Exception {
    bench.answerers.otherwise = bench.answerers.holds();
    bench.start(bench.config(1, 1));
    var line = new BatchLine(null, Results.question("q"), 600_000, 0.5);
    var asker = new CallInfo("r", "acme", List.of("group:hr"), null,
        System.nanoTime() + Duration.ofMinutes(1).toNanos(), null);
    var opened = Bench.answered(
        Bench.result(bench.bus.ask(Batches.OPEN, new OpenBatch(List.of(line), null), asker)));

    var call = bench.answerers.takeHeld().call();
    assertEquals("acme", call.tenant());
    assertEquals(List.of("group:hr"), call.principals());
    assertEquals(0.5, call.budgetUsd());
    assertTrue(call.remaining().compareTo(Duration.ofMinutes(9)) > 0);
    assertEquals(opened.batch() + "-1", call.requestId());
  }

  @Test
  void aBatchThatIsDroppedStopsItsAnswersAndIsGone() throws Exception {
    bench.answerers.otherwise = bench.answerers.holds();
    bench.start(bench.config(2, 5));
    var batch = bench.open(10);
    Answerers.answer(bench.answerers.takeHeld());
    bench.followUntil(batch, 1);
    var running = List.of(bench.answerers.takeHeld(), bench.answerers.takeHeld());
    var progress = bench.follow(batch, 2);

    var dropped = bench.ask(Batches.DROP, new DropBatch(batch)).state();
    assertEquals(BatchStatus.CANCELLED, dropped.status());
    for (var one : running) {
      Bench.result(one.log().whenEnded());
    }
    assertEquals(List.of(dropped), bench.rest(progress));
    assertInstanceOf(NotFound.class,
        bench.refused(Batches.FIND, new FindBatch(batch), Bench.CALL));
    assertFalse(Files.exists(bench.path.resolve(batch)));
    assertEquals(3, bench.answerers.asked.size());
    bench.stop();
    bench.start(bench.config(2, 5));
    assertEquals(List.of(), bench.ask(Batches.LIST, new ListBatches(10)).batches());
  }

  @Test
  void afterARestartOnlyTheOthersAreAsked() throws Exception {
    bench.answerers.otherwise = bench.answerers.holds();
    bench.start(bench.config(2, 5));
    var batch = bench.open(6);
    Answerers.answer(bench.answerers.takeHeld());
    Answerers.answer(bench.answerers.takeHeld());
    bench.followUntil(batch, 2);
    bench.answerers.takeHeld();
    bench.answerers.takeHeld();
    bench.stop();

    bench.answerers.otherwise = Answerers::answer;
    bench.start(bench.config(2, 5));
    var progress = bench.follow(batch, 3);
    var states = bench.rest(progress);

    assertEquals(List.of(3, 4, 5, 6), states.stream().map(BatchState::done).toList());
    assertEquals(7, progress.position());
    assertEquals(4 + 4, bench.answerers.asked.size());
    assertEquals(6, bench.results(batch).size());
    assertEquals(6, lines(batch));
  }

  @Test
  void aLineThatACrashToreIsAskedForAgain() throws Exception {
    bench.start(bench.config(2, 5));
    var batch = bench.open(3);
    bench.whenDone(batch);
    bench.stop();
    var results = bench.path.resolve(batch).resolve("results.jsonl");
    try (var file = FileChannel.open(results, StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 20);
    }
    Files.delete(bench.path.resolve(batch).resolve("end.json"));

    bench.start(bench.config(2, 5));
    bench.whenDone(batch);
    assertEquals(4, bench.answerers.asked.size());
    assertEquals(3, lines(batch));
    assertEquals(3, bench.results(batch).size());
  }

  @Test
  void aCrashBehindTheLastResultLeavesADoneBatch() throws Exception {
    bench.start(bench.config(2, 5));
    var batch = bench.open(3);
    bench.whenDone(batch);
    bench.stop();
    Files.delete(bench.path.resolve(batch).resolve("end.json"));
    Files.createDirectories(bench.path.resolve("never-opened.half"));

    bench.start(bench.config(2, 5));
    assertEquals(BatchStatus.DONE, bench.find(batch).status());
    assertEquals(3, bench.answerers.asked.size());
    assertFalse(Files.exists(bench.path.resolve("never-opened.half")));
  }

  @Test
  void theSameKeyIsTheSameBatchAlsoAfterARestart() {
    bench.start(bench.config(2, 5));
    var open = new OpenBatch(Results.questions(3), "night-1");
    var batch = bench.ask(Batches.OPEN, open).batch();
    assertEquals(batch, bench.ask(Batches.OPEN, open).batch());
    bench.whenDone(batch);
    bench.stop();
    bench.start(bench.config(2, 5));

    assertEquals(batch, bench.ask(Batches.OPEN, open).batch());
    assertEquals(3, bench.answerers.asked.size());
    var other = new OpenBatch(Results.questions(4), "night-1");
    assertEquals("Idempotency-Key", assertInstanceOf(BadRequest.class,
        bench.refused(Batches.OPEN, other, Bench.CALL)).param());
    bench.ask(Batches.DROP, new DropBatch(batch));
    assertNotEquals(batch, bench.ask(Batches.OPEN, other).batch());
  }

  @Test
  void aBatchIsSeenByItsTenantAlone() {
    bench.start(bench.config(2, 5));
    var batch = bench.ask(Batches.OPEN, new OpenBatch(Results.questions(1), "k")).batch();
    bench.whenDone(batch);
    var other = new CallInfo("r", "other", List.of(), null, Bench.CALL.deadlineNanos(), null);

    for (var why : List.of(
        bench.refused(Batches.FIND, new FindBatch(batch), other),
        bench.refused(Batches.READ, new ReadResults(batch, 0, 1), other),
        bench.refused(Batches.FOLLOW, new FollowBatch(batch), other),
        bench.refused(Batches.DROP, new DropBatch(batch), other))) {
      assertInstanceOf(NotFound.class, why);
    }
    assertEquals(List.of(), Bench.answered(
        Bench.result(bench.bus.ask(Batches.LIST, new ListBatches(10), other))).batches());
    assertNotEquals(batch, Bench.answered(Bench.result(bench.bus.ask(Batches.OPEN,
        new OpenBatch(Results.questions(1), "k"), other))).batch());
  }

  @Test
  void theNewestAreListedFirst() {
    bench.start(bench.config(2, 5));
    var first = bench.open(1);
    var second = bench.open(1);
    assertEquals(List.of(second, first), bench.ask(Batches.LIST, new ListBatches(10)).batches()
        .stream().map(BatchState::batch).toList());
    assertEquals(1, bench.ask(Batches.LIST, new ListBatches(1)).batches().size());
  }

  @Test
  void tooManyQuestionsOrBatchesAreRefused() {
    bench.answerers.otherwise = bench.answerers.holds();
    bench.start(bench.config(1, 1));
    assertEquals("questions", assertInstanceOf(BadRequest.class, bench.refused(Batches.OPEN,
        new OpenBatch(Results.questions(101), null), Bench.CALL)).param());
    for (var i = 0; i < 10; i++) {
      bench.open(1);
    }
    assertInstanceOf(Overloaded.class, bench.refused(Batches.OPEN,
        new OpenBatch(Results.questions(1), null), Bench.CALL));
  }

  @Test
  void whatEndedLongAgoIsForgotten() {
    bench.start(bench.config(2, 5));
    var batch = bench.open(2);
    bench.whenDone(batch);
    bench.stop();
    bench.start(new BatchesConfig(bench.path, 2, 100, 10, Duration.ofMinutes(1), 5,
        Duration.ofMillis(1), Duration.ofNanos(1)));

    assertInstanceOf(NotFound.class,
        bench.refused(Batches.FIND, new FindBatch(batch), Bench.CALL));
    assertFalse(Files.exists(bench.path.resolve(batch)));
  }

  @Test
  void whatTheDiskDoesNotTakeIsNotAccepted() throws Exception {
    bench.start(bench.config(2, 5));
    Files.delete(bench.path);
    Files.writeString(bench.path, "no folder");

    assertInstanceOf(Unavailable.class, bench.refused(Batches.OPEN,
        new OpenBatch(Results.questions(1), "k"), Bench.CALL));
    Files.delete(bench.path);
    Files.createDirectory(bench.path);
    bench.whenDone(bench.ask(Batches.OPEN, new OpenBatch(Results.questions(1), "k")).batch());
    assertEquals(1, bench.answerers.asked.size());
  }

  private long lines(String batch) throws IOException {
    try (var lines = Files.lines(bench.path.resolve(batch).resolve("results.jsonl"))) {
      return lines.count();
    }
  }
}
