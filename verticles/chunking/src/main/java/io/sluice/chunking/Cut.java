package io.sluice.chunking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document's passages.
 *
 * @param by the strategy that made them: never {@link Strategy#AUTO}
 * @param givenUp why the strategy asked for was not followed though it suits the document; null where
 *     it was
 */
public record Cut(List<Chunk> chunks, Strategy by, @Nullable String givenUp) {

  public Cut {
    chunks = List.copyOf(chunks);
  }

  Cut(List<Chunk> chunks, Strategy by) {
    this(chunks, by, null);
  }

  Cut insteadBecause(String why) {
    return new Cut(chunks, by, why);
  }
}
