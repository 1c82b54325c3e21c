package io.sluice.message;

import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Streaming.StreamOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of {@code answer} about many questions at once. A batch is kept on disk and answered
 * to its end whoever waits for it, also after a crash; its progress is a stream of
 * {@link BatchProgressed}.
 */
public sealed interface Batches extends Message {

  Ask<OpenBatch, BatchOpened> OPEN = new Ask<>("sluice.batch.open", OpenBatch.class,
      BatchOpened.class, Duration.ofSeconds(30));
  Ask<FindBatch, BatchFound> FIND = new Ask<>("sluice.batch.find", FindBatch.class,
      BatchFound.class, Duration.ofSeconds(10)).toWhoKnows();
  Ask<ListBatches, BatchesListed> LIST = new Ask<>("sluice.batch.list", ListBatches.class,
      BatchesListed.class, Duration.ofSeconds(10));
  Ask<FollowBatch, StreamOpened> FOLLOW = new Ask<>("sluice.batch.follow", FollowBatch.class,
      StreamOpened.class, Duration.ofSeconds(30)).toWhoKnows();
  Ask<ReadResults, ResultsRead> READ = new Ask<>("sluice.batch.read", ReadResults.class,
      ResultsRead.class, Duration.ofSeconds(30)).toWhoKnows();
  Ask<DropBatch, BatchFound> DROP = new Ask<>("sluice.batch.drop", DropBatch.class,
      BatchFound.class, Duration.ofSeconds(30)).toWhoKnows();

  /**
   * Answer these questions. The batch is open once they are safe on disk.
   *
   * @param key the asker's own, by which the same questions sent again are the same batch; null where
   *        they are to be answered anew
   */
  record OpenBatch(List<BatchLine> lines, @Nullable String key) implements Batches {
    public OpenBatch {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A question of a batch, with the time and the money it has.
   *
   * @param customId the asker's own name for it
   * @param deadlineMs counted from when its turn comes; null for what is configured
   */
  record BatchLine(@Nullable String customId, AskQuestion question, @Nullable Integer deadlineMs,
      @Nullable Double maxCostUsd) {}

  record BatchOpened(String batch, int questions) implements Batches {}

  /** How does it fare? Not found also for those of another tenant. */
  record FindBatch(String batch) implements Batches {}

  record BatchFound(BatchState state) implements Batches {}

  /** The batches the asker may see, the newest first. */
  record ListBatches(int limit) implements Batches {}

  record BatchesListed(List<BatchState> batches) implements Batches {
    public BatchesListed {
      batches = List.copyOf(batches);
    }
  }

  /** Opens the stream of its progress, from the start. */
  record FollowBatch(String batch) implements Batches {}

  /** One more question has its result. Event {@code n} tells of the first {@code n - 1} results. */
  record BatchProgressed(BatchState state) implements Batches, StreamEvent {}

  /** The results there are of the lines after {@code after}, in their order; so many at most. */
  record ReadResults(String batch, int after, int max) implements Batches {}

  /**
   * Results.
   *
   * @param more whether there are more behind them now
   */
  record ResultsRead(List<BatchResult> results, boolean more) implements Batches {
    public ResultsRead {
      results = List.copyOf(results);
    }
  }

  /**
   * What came of one question: an answer or a reason why there is none.
   *
   * @param line of the question, from 1
   * @param apology for the asker, where there is none and something to be sorry for
   */
  record BatchResult(int line, @Nullable String customId, @Nullable BatchAnswer answer,
      @Nullable Refusal refusal, @Nullable String apology) {}

  /** An answer with its text. */
  record BatchAnswer(String text, Done done) {}

  /** Stop it, if it still runs, and forget it with its results. */
  record DropBatch(String batch) implements Batches {}

  /**
   * How a batch fares.
   *
   * @param done how many questions have a result
   * @param failed how many of these have no answer
   */
  record BatchState(String batch, BatchStatus status, int questions, int done, int failed,
      double costUsd, Instant createdAt, @Nullable Instant endedAt) {}

  /** What becomes of a batch. */
  enum BatchStatus {
    RUNNING,
    /** Every question has its result. */
    DONE,
    /** It was dropped before. */
    CANCELLED
  }
}
