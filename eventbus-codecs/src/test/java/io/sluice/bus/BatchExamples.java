package io.sluice.bus;

import static io.sluice.bus.Examples.CITATION;
import static io.sluice.bus.Examples.DEGRADED;
import static io.sluice.bus.Examples.EMOJI;
import static io.sluice.bus.Examples.KOREAN;
import static io.sluice.bus.Examples.SOURCE;
import static io.sluice.bus.Examples.UNSUPPORTED;
import static io.sluice.bus.Examples.USAGE;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Batches.BatchAnswer;
import io.sluice.message.Batches.BatchFound;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.BatchOpened;
import io.sluice.message.Batches.BatchProgressed;
import io.sluice.message.Batches.BatchResult;
import io.sluice.message.Batches.BatchState;
import io.sluice.message.Batches.BatchStatus;
import io.sluice.message.Batches.BatchesListed;
import io.sluice.message.Batches.DropBatch;
import io.sluice.message.Batches.FindBatch;
import io.sluice.message.Batches.FollowBatch;
import io.sluice.message.Batches.ListBatches;
import io.sluice.message.Batches.OpenBatch;
import io.sluice.message.Batches.ReadResults;
import io.sluice.message.Batches.ResultsRead;
import io.sluice.message.Filters;
import io.sluice.message.Message;
import io.sluice.message.Refusal.Overloaded;
import java.time.Instant;
import java.util.List;

/** Messages of batches, the fullest of each type first. */
final class BatchExamples {
  private static final BatchState BATCH = new BatchState("b-1", BatchStatus.DONE, 1000, 1000, 2,
      0.5,
      Instant.EPOCH, Instant.EPOCH.plusSeconds(60));

  static final List<Message> ALL = List.of(//
      new OpenBatch(List.of(
          new BatchLine("질문-1", new AskQuestion(KOREAN, "default", null, null, null, Filters.NONE,
              null, null, CacheUse.USE), 5_000, 0.25),
          new BatchLine(null, new AskQuestion(EMOJI, "default", null, null, null, Filters.NONE,
              null, null, CacheUse.USE), null, null)),
          "nightly"),
      new OpenBatch(List.of(), null), //
      new BatchOpened("b-1", 1000), new FindBatch("b-1"), new BatchFound(BATCH), //
      new ListBatches(20), new BatchesListed(List.of(BATCH)), //
      new FollowBatch("b-1"), new BatchProgressed(BATCH), //
      new BatchProgressed(new BatchState("b-1", BatchStatus.RUNNING, 2, 0, 0, 0, Instant.EPOCH,
          null)),
      new ReadResults("b-1", 10, 20), //
      new ResultsRead(List.of(
          new BatchResult(11, "질문-1", new BatchAnswer(KOREAN, new Done("a1b2c3d4.00", true,
              List.of(SOURCE), List.of(CITATION), new Route("control", "large", "openai", "gpt-x"),
              CacheState.NONE, List.of(DEGRADED), USAGE, new Timings(1, null, null, null, null),
              List.of(UNSUPPORTED), 0.5, AnswerEvent.STOP, List.of())), null,
              null),
          new BatchResult(12, null, null, new Overloaded("빡빡함", 250), "죄송합니다.")), true),
      new ResultsRead(List.of(), false), new DropBatch("b-1"));

  private BatchExamples() {}
}
