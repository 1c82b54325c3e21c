package io.sluice.http;

import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Expand;
import io.sluice.strictjson.Check;
import org.jspecify.annotations.Nullable;

/** What comes and goes on the WebSocket. */
final class WsFrames {

  private WsFrames() {}

  /** What a client wants. */
  enum Kind {
    ASK,
    CANCEL,
    RESUME
  }

  /**
   * A frame from the client: a question with the fields of {@code POST /v1/ask}, or the answer to
   * stop or to go on reading.
   *
   * @param ref the client's own name for this question; comes back with every event of it
   */
  record In(@Nullable Kind type, @Nullable String ref, @Nullable String answer,
      @Nullable Long after, @Nullable String question, @Nullable String collection,
      @Nullable String conversation, @Nullable String user, @Nullable Integer k,
      Bodies.@Nullable Filter filters, @Nullable String variant, Bodies.@Nullable Tier tier,
      @Nullable CacheUse cache, @Nullable Expand expand, @Nullable Boolean retrieval,
      @Nullable Integer deadlineMs, @Nullable Double maxCostUsd) {

    In {
      Check.required("type", type);
      if (ref != null) {
        Check.text("ref", ref, Bodies.MAX_NAME);
      }
      if (type == Kind.RESUME || (type == Kind.CANCEL && ref == null)) {
        Check.text("answer", answer, Bodies.MAX_NAME);
      }
      if (after != null) {
        Check.range("after", after, 0, Long.MAX_VALUE);
      }
    }

    Bodies.Ask ask() {
      return new Bodies.Ask(question, collection, conversation, user, k, filters, variant, tier,
          cache, expand, retrieval, true, deadlineMs, maxCostUsd);
    }
  }

  /**
   * An event of an answer's log.
   *
   * @param id the event's number; null for an error outside a log
   */
  record Out(@Nullable String ref, String event, @Nullable Long id, Object data) {}
}
