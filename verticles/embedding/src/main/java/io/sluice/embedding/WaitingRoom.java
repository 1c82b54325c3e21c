package io.sluice.embedding;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.TooLarge;
import org.jspecify.annotations.Nullable;

/** How many texts are on their way or wait, which is limited. Confined to one context. */
final class WaitingRoom {
  private static final long RETRY_AFTER_MS = 1000;

  private final int size;
  private int inside;

  WaitingRoom(int size) {
    this.size = size;
  }

  /** Says why not, where they do not fit. */
  @Nullable
  Refusal enter(int texts) {
    if (texts > size) {
      return new TooLarge("a request may have at most " + size + " texts, not " + texts, "texts");
    }
    if (texts > size - inside) {
      return new Overloaded("too many texts wait to be embedded", RETRY_AFTER_MS);
    }
    inside += texts;
    return null;
  }

  void leave(int texts) {
    inside -= texts;
  }
}
