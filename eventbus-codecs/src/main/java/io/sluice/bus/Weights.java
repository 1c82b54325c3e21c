package io.sluice.bus;

import io.sluice.message.AnswerEvent;
import io.sluice.message.StreamEvent;

/** What an event holds in memory, roughly: its texts, and a little for being there. */
final class Weights {
  private static final int OBJECT = 64;

  private Weights() {}

  static long of(StreamEvent event) {
    return switch (event) {
      case AnswerEvent.Token token -> OBJECT + 2L * token.text().length();
      case AnswerEvent.Sources sources -> OBJECT + sources.sources().stream()
          .mapToLong(source -> 4L * OBJECT + 2L * source.text().length()).sum();
      default -> OBJECT;
    };
  }
}
