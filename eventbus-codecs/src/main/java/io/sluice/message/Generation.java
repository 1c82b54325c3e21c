package io.sluice.message;

import io.sluice.message.Streaming.StreamOpened;
import java.time.Duration;
import java.util.List;

/** What can be asked of {@code generation}: an answer in words from passages, or a model's words. */
public sealed interface Generation extends Message {

  Ask<Generate, StreamOpened> GENERATE = new Ask<>("sluice.generate", Generate.class,
      StreamOpened.class, Duration.ofSeconds(10));
  Ask<Complete, Completed> COMPLETE = new Ask<>("sluice.complete", Complete.class,
      Completed.class, Duration.ofSeconds(60));

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

    /** The same, asked of another tier. */
    public Generate withTier(String other) {
      return new Generate(question, standalone, language, other, passages, history);
    }
  }

  /**
   * What does a model say to this? Refused as unavailable where there is no model.
   *
   * @param maxTokens the longest text wanted
   */
  record Complete(String tier, String system, String prompt,
      int maxTokens) implements Generation {}

  /** What it said, and which one it was. */
  record Completed(String text, String provider, String model,
      AnswerEvent.Usage usage) implements Generation {}

  /** A question of the conversation and what was answered. */
  record Turn(String question, String answer) {}
}
