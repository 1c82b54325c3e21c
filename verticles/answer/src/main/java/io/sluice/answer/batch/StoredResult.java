package io.sluice.answer.batch;

import io.sluice.message.Batches.BatchAnswer;
import io.sluice.message.Batches.BatchResult;
import io.sluice.message.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result as it is kept: a line of a file.
 *
 * @param costUsd of all the times the question was asked
 */
record StoredResult(int line, @Nullable String customId, Instant at, double costUsd,
    boolean failed, @Nullable BatchAnswer answer, @Nullable Refusal error,
    @Nullable String apology) {

  static StoredResult of(BatchResult result, Instant at, double costUsd) {
    return new StoredResult(result.line(), result.customId(), at, costUsd,
        result.answer() == null, result.answer(), result.refusal(), result.apology());
  }

  BatchResult result() {
    return new BatchResult(line, customId, answer, error, apology);
  }
}
