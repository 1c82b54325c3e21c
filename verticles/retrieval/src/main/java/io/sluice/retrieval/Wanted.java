package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import org.jspecify.annotations.Nullable;

/** Which documents are to be listed. */
sealed interface Wanted {

  /**
   * What the asker may see.
   *
   * @param name words of the title or pieces of it or of the id; null for all
   */
  record Visible(CallInfo call, @Nullable String name) implements Wanted {}

  /** What the asker may see and is left out. */
  record LeftOut(CallInfo call) implements Wanted {}

  /** All of them, whoever may see them. */
  record Every() implements Wanted {}

  /** What was cut or embedded in another way. */
  record Outdated(String embeddingModel, String chunking) implements Wanted {}
}
