package io.sluice.insight.queries;

import io.sluice.privacy.Masker;
import io.sluice.strictjson.Check;
import java.time.Duration;

/**
 * What is written down of each question, and of what is said of its answer.
 *
 * @param text how what was asked and said is written
 * @param keepFor how long the files of a day are kept
 * @param maxMb how much the questions may have together, and as much again what is said of their answers:
 *        the oldest go first; 0 to write none
 */
public record QueriesConfig(Text text, Duration keepFor, int maxMb) {

  public QueriesConfig {
    Check.required("text", text);
    Check.positive("keep-for", keepFor);
    Check.range("max-mb", maxMb, 0, 1_000_000);
  }

  /** How questions, answers and passages are written. */
  public enum Text {
    /** Without personal data, as far as it is known by its form. */
    MASKED,
    /** As they are. */
    PLAIN,
    /** Not at all: only how it went. */
    NONE;

    /** What is written of these words. */
    public String written(String words) {
      return switch (this) {
        case MASKED -> Masker.byKind(words).text();
        case PLAIN -> words;
        case NONE -> "";
      };
    }
  }

  /** How much the files of one kind may have together. */
  public long maxBytes() {
    return (long) maxMb << 20;
  }

  /** The same, but what was written before is not too much where none is written any more: it gets too old. */
  public long mostBytes() {
    return isOff() ? Long.MAX_VALUE : maxBytes();
  }

  boolean isOff() {
    return maxMb == 0;
  }
}
