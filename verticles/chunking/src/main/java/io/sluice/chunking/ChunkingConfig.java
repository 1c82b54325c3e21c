package io.sluice.chunking;

import io.sluice.strictjson.Check;
import java.util.Locale;

/**
 * How documents are cut.
 *
 * @param maxTokens the longest passage
 * @param overlapTokens how much of the passage before is repeated at most, where passages are cut by
 *     size, paragraphs or headings; never across a heading when those are gone by
 * @param semanticMinTokens where topics part, a passage shorter than this is not cut off
 * @param semanticPercentile how wide a gap between sentences must be to part topics: as wide as this
 *     percentage of the document's gaps
 */
public record ChunkingConfig(Strategy strategy, int maxTokens, int overlapTokens,
    int semanticMinTokens, double semanticPercentile) {

  /** Raised with each change after which the same text may be cut otherwise. */
  private static final int ALGORITHM = 1;

  public ChunkingConfig {
    Check.required("strategy", strategy);
    Check.range("max-tokens", maxTokens, 16, 8000);
    Check.range("overlap-tokens", overlapTokens, 0, maxTokens / 2);
    Check.range("semantic-min-tokens", semanticMinTokens, 1, maxTokens);
    Check.range("semantic-percentile", semanticPercentile, 1.0, 100.0);
  }

  /** All that changes the outcome, in a short text to be kept with each document. */
  public String fingerprint() {
    var sizes = "chunking-" + ALGORITHM + "/" + strategy.name().toLowerCase(Locale.ROOT) + "/"
        + maxTokens + "/" + overlapTokens;
    return strategy == Strategy.SEMANTIC
        ? sizes + "/" + semanticMinTokens + "/" + semanticPercentile
        : sizes;
  }
}
