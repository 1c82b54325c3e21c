package io.sluice.message;

import io.sluice.message.Streaming.StreamOpened;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code generation}: an answer in words from passages, or a model's words. */
public sealed interface Generation extends Message {

  Ask<Generate, StreamOpened> GENERATE = new Ask<>("sluice.generate", Generate.class,
      StreamOpened.class, Duration.ofSeconds(5));
  Ask<Complete, Completed> COMPLETE = new Ask<>("sluice.complete", Complete.class,
      Completed.class, Duration.ofSeconds(60));

  /**
   * Answer from these passages; the stream that opens is of {@link GenerationEvent}s.
   *
   * @param question as the asker put it
   * @param standalone the same question, understandable without its conversation
   * @param passages the best first; the answer cites them by their place, from 1
   * @param history what was said before, oldest first
   * @param instead what else there is where no passage was found; null where some were
   * @param plain true for a model's answer without passages; null for one from them
   * @param voice who answers and what he is told, where that is not as configured; null where it is
   */
  record Generate(String question, String standalone, String language, String tier,
      List<Passage> passages, List<Turn> history, @Nullable Instead instead,
      @Nullable Boolean plain, @Nullable Voice voice) implements Generation {
    public Generate {
      passages = List.copyOf(passages);
      history = List.copyOf(history);
    }

    /** From passages, or without anything to say instead. */
    public Generate(String question, String standalone, String language, String tier,
        List<Passage> passages, List<Turn> history) {
      this(question, standalone, language, tier, passages, history, null, null, null);
    }

    /** By whoever is configured. */
    public Generate(String question, String standalone, String language, String tier,
        List<Passage> passages, List<Turn> history, @Nullable Instead instead,
        @Nullable Boolean plain) {
      this(question, standalone, language, tier, passages, history, instead, plain, null);
    }

    public boolean withoutPassages() {
      return Boolean.TRUE.equals(plain);
    }

    /** The same, asked of another tier. */
    public Generate withTier(String other) {
      return new Generate(question, standalone, language, other, passages, history, instead,
          plain, voice);
    }
  }

  /**
   * Who answers otherwise than is configured.
   *
   * @param providers endpoints, the first one first; null for those of the tier
   * @param prompts the name of a set of prompts; null for those of all
   */
  record Voice(@Nullable List<String> providers, @Nullable String prompts) {
    public Voice {
      providers = providers == null ? null : List.copyOf(providers);
    }
  }

  /**
   * What the collection has to say, though not to the question.
   *
   * @param topics the nearest first
   * @param nothingThere whether the asker may see no document of it at all
   */
  record Instead(List<Topic> topics, boolean nothingThere) {
    public Instead {
      topics = List.copyOf(topics);
    }
  }

  /**
   * What a passage or a document is about.
   *
   * @param heading the innermost one above the passage; null where there is none but the title
   */
  record Topic(String title, @Nullable String heading) {

    public static Topic of(Passage passage) {
      var heading = passage.heading().isEmpty() ? passage.title() : passage.heading().getLast();
      return new Topic(passage.title(), heading.equals(passage.title()) ? null : heading);
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
