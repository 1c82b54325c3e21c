package io.sluice.ingestion;

import io.sluice.strictjson.Check;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How documents are taken in.
 *
 * @param path where raw bytes and jobs are kept
 * @param maxPassageTokens the longest passage, in tokens
 * @param embedAtOnce how many passages are sent to be embedded together
 * @param attempts how often a job is tried where a part it needs is not there
 * @param retryAfter the wait before the second attempt; it doubles with each
 * @param maxQueued how many documents may wait; more are refused
 */
public record IngestionConfig(Path path, int maxPassageTokens, int embedAtOnce, int attempts,
    Duration retryAfter, int maxQueued) {

  public IngestionConfig {
    Check.required("path", path);
    Check.range("max-passage-tokens", maxPassageTokens, 16, 8000);
    Check.range("embed-at-once", embedAtOnce, 1, 1000);
    Check.range("attempts", attempts, 1, 100);
    Check.positive("retry-after", retryAfter);
    Check.range("max-queued", maxQueued, 1, 10_000_000);
  }
}
