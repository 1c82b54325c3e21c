package io.sluice.parsing;

import io.sluice.strictjson.Check;
import java.time.Duration;

/**
 * How much a document may ask for when it is read.
 *
 * @param maxPages the most pages of a document
 * @param maxCharacters the most characters of its text
 * @param timeout the longest a document may take
 * @param memoryMb the heap of a process that reads documents
 * @param processes how many documents are read at once
 */
public record ParsingConfig(int maxPages, int maxCharacters, Duration timeout, int memoryMb,
    int processes) {
  private static final Duration LONGEST = Duration.ofHours(1);

  public ParsingConfig {
    Check.range("max-pages", maxPages, 1, 1_000_000);
    Check.range("max-characters", maxCharacters, 1_000, 100_000_000);
    Check.positive("timeout", timeout);
    if (timeout.compareTo(LONGEST) > 0) {
      throw new Check.Violation("timeout", "must not be longer than an hour");
    }
    Check.range("memory-mb", memoryMb, 32, 65_536);
    Check.range("processes", processes, 1, 64);
  }
}
