package io.sluice.answer.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Refusal.NotFound;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TurnsIT {
  private static final List<BatchLine> TALK = List.of(said("휴가는 며칠?", "t"),
      said("그럼 병가는?", "t"), said("and who approves it?", "t"), said("다른 질문", null));

  @TempDir
  Path folder = Path.of("");
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder.resolve("batches"));
    bench.answerers.otherwise = bench.answerers.holds();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aConversationIsAskedInItsOrderWhileTheOthersGoOn() throws Exception {
    bench.start(bench.config(4, 1));
    var batch = bench.open(TALK);
    var first = bench.answerers.takeHeld();
    var other = bench.answerers.takeHeld();
    assertEquals(Set.of("휴가는 며칠?", "다른 질문"), Set.of(first.words(), other.words()));
    Answerers.answer(first);
    Answerers.answer(other);
    for (var next : List.of("그럼 병가는?", "and who approves it?")) {
      var held = bench.answerers.takeHeld();
      assertEquals(next, held.words());
      Answerers.answer(held);
    }
    assertEquals(4, bench.whenDone(batch).done());
    assertEquals(2, bench.answerers.mostOpen.get());
  }

  @Test
  void itGoesOnBehindAQuestionThatFailed() throws Exception {
    bench.answerers.script("휴가는 며칠?", Answerers.refuses(new NotFound("no such", "collection")));
    bench.answerers.otherwise = Answerers::answer;
    bench.start(bench.config(1, 1));
    var end = bench.whenDone(bench.open(TALK));
    assertEquals(4, end.done());
    assertEquals(1, end.failed());
  }

  @Test
  void afterARestartItGoesOnInItsOrder() throws Exception {
    bench.start(bench.config(2, 1));
    var batch = bench.open(TALK);
    for (var held : List.of(bench.answerers.takeHeld(), bench.answerers.takeHeld())) {
      if (held.words().equals("휴가는 며칠?")) {
        Answerers.answer(held);
      }
    }
    assertEquals("그럼 병가는?", bench.answerers.takeHeld().words());
    bench.stop();

    bench.start(bench.config(2, 1));
    var running = List.of(bench.answerers.takeHeld(), bench.answerers.takeHeld());
    assertEquals(Set.of("그럼 병가는?", "다른 질문"),
        Set.of(running.getFirst().words(), running.getLast().words()));
    running.forEach(Answerers::answer);
    var last = bench.answerers.takeHeld();
    assertEquals("and who approves it?", last.words());
    Answerers.answer(last);
    assertEquals(4, bench.whenDone(batch).done());
  }

  private static BatchLine said(String words, @Nullable String conversation) {
    return new BatchLine(null, Results.question(words, conversation, null), null, null);
  }
}
