package io.sluice.answer.batch;

import io.sluice.strictjson.Check;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How many questions at once are answered.
 *
 * @param path the folder where batches are kept
 * @param concurrency how many of their questions are asked at a time
 * @param maxQuestions the most of one batch
 * @param maxOpen how many batches of one tenant may run; more are refused
 * @param deadline how long a question may take where it does not say, from when its turn comes
 * @param attempts how often a question is asked that may be answered another time
 * @param retryAfter the pause before the second time; it doubles
 * @param keepFor how long a batch is kept after its end
 */
public record BatchesConfig(Path path, int concurrency, int maxQuestions, int maxOpen,
    Duration deadline, int attempts, Duration retryAfter, Duration keepFor) {

  public BatchesConfig {
    Check.path("path", path);
    Check.range("concurrency", concurrency, 1, 10_000);
    Check.range("max-questions", maxQuestions, 1, 10_000);
    Check.range("max-open", maxOpen, 1, 100_000);
    Check.positive("deadline", deadline);
    Check.range("attempts", attempts, 1, 100);
    Check.positive("retry-after", retryAfter);
    Check.positive("keep-for", keepFor);
  }
}
