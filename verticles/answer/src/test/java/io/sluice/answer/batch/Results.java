package io.sluice.answer.batch;

import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Batches.BatchAnswer;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.BatchResult;
import io.sluice.message.Filters;
import io.sluice.message.Refusal.Overloaded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Questions and results as batches have them. */
final class Results {
  static final double COST = 0.25;

  private Results() {}

  static StoredResult answered(int line, String text) {
    return StoredResult.of(
        new BatchResult(line, "질문-" + line, new BatchAnswer(text, done("a-" + line, "openai")),
            null, null),
        Instant.EPOCH, COST);
  }

  static StoredResult refused(int line) {
    return StoredResult.of(new BatchResult(line, null, null, new Overloaded("빡빡함", 250),
        "죄송합니다."), Instant.EPOCH, 0);
  }

  static Done done(String id, String provider) {
    return new Done(id, true, List.of(), List.of(),
        new Route("control", "normal", provider, "m"), CacheState.NONE, List.of(),
        new Usage(3, 2, COST), new Timings(1, null, null, null, null), List.of(), null, null, null);
  }

  static List<BatchLine> questions(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(
        line -> new BatchLine("질문-" + line, question("질문 " + line), null, null)).toList();
  }

  static AskQuestion question(String words) {
    return question(words, null, null);
  }

  static AskQuestion question(String words, @Nullable String conversation,
      @Nullable String user) {
    return new AskQuestion(words, "default", conversation, user, null,
        new Filters(List.of("인사"), "ko", LocalDate.of(2026, 1, 31), null, null, null), null, null,
        CacheUse.USE);
  }
}
