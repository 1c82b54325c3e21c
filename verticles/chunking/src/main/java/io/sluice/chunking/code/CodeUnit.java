package io.sluice.chunking.code;

import io.sluice.language.Span;
import org.jspecify.annotations.Nullable;

/**
 * A class, function, or whatever stands between those; with what is written before it.
 *
 * @param name null where it has none
 * @param body where its members are; null where it has none worth telling apart
 */
public record CodeUnit(int start, int end, @Nullable String name, @Nullable Span body) {

  /** The same, with what follows up to there. */
  public CodeUnit until(int further) {
    return new CodeUnit(start, further, name, body);
  }
}
