package io.sluice.message;

import io.sluice.message.Streaming.StreamOpened;
import java.time.Duration;
import java.util.List;

/** What can be asked of {@code generation}: an answer in words from passages. */
public sealed interface Generation extends Message {

  Ask<Generate, StreamOpened> GENERATE = new Ask<>("sluice.generate", Generate.class,
      StreamOpened.class, Duration.ofSeconds(10));

  /**
   * Answer from these passages; the stream that opens is of {@link GenerationEvent}s.
   *
   * @param question as the asker put it
   * @param standalone the same question, understandable without its conversation
   * @param passages the best first; the answer cites them by their place, from 1
   * @param history what was said before, oldest first
   */
  record Generate(String question, String standalone, String language, String tier,
      List<Passage> passages, List<Turn> history) implements Generation {
    public Generate {
      passages = List.copyOf(passages);
      history = List.copyOf(history);
    }
  }

  /** A question of the conversation and what was answered. */
  record Turn(String question, String answer) {}
}
