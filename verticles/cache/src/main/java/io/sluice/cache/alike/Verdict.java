package io.sluice.cache.alike;

import org.jspecify.annotations.Nullable;

/**
 * Whether a stored question is the one that is asked.
 *
 * @param score from 0 to 1, about the chance that it is
 * @param veto what they differ in, in words for a person; null where nothing was found
 */
public record Verdict(double score, @Nullable String veto) {

  /** Whether the stored answer may be served. */
  public boolean same(double threshold) {
    return veto == null && score >= threshold;
  }
}
