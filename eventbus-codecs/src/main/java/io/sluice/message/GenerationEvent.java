package io.sluice.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event in the stream of a generation; tokens, citations and what is given up are the answer's. */
public sealed interface GenerationEvent extends StreamEvent
    permits
    GenerationEvent.Started,
    GenerationEvent.Generated,
    GenerationEvent.NotGenerated,
    AnswerEvent.Token,
    AnswerEvent.Citation,
    AnswerEvent.Degraded {

  /** Who will speak; comes before the first token. */
  record Started(String provider, String model) implements GenerationEvent {}

  /**
   * The answer is complete.
   *
   * @param unsupported what the passages it cites do not bear out; older nodes do not say
   */
  record Generated(boolean grounded, AnswerEvent.Usage usage,
      @Nullable List<AnswerEvent.Unsupported> unsupported) implements GenerationEvent {
    public Generated {
      unsupported = unsupported == null ? null : List.copyOf(unsupported);
    }

    /** With nothing in it that is not borne out. */
    public Generated(boolean grounded, AnswerEvent.Usage usage) {
      this(grounded, usage, List.of());
    }
  }

  /** No answer, or none beyond what came. */
  record NotGenerated(Refusal refusal) implements GenerationEvent {}
}
