package io.sluice.message;

import org.jspecify.annotations.Nullable;

/** A passage that was found, with its score in all and on each leg that saw it. */
public record Hit(Passage passage, double score, Legs legs) {

  /** The score each leg gave; null where a leg did not run or did not find the passage. */
  public record Legs(@Nullable Double keyword, @Nullable Double vector, @Nullable Double rerank) {}
}
