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
   * @param support how much of what was checked they bear out, from 0 to 1; null where nothing was
   *        checked
   * @param finishReason as in {@link AnswerEvent.Done}; older nodes do not say
   * @param suggestions what could be asked instead where nothing was found; older nodes do not say
   */
  record Generated(boolean grounded, AnswerEvent.Usage usage,
      @Nullable List<AnswerEvent.Unsupported> unsupported, @Nullable Double support,
      @Nullable String finishReason, @Nullable List<String> suggestions)
      implements
        GenerationEvent {
    public Generated {
      unsupported = unsupported == null ? null : List.copyOf(unsupported);
      suggestions = suggestions == null ? null : List.copyOf(suggestions);
    }

    /** With nothing in it that is not borne out: all that is said where it is grounded. */
    public Generated(boolean grounded, AnswerEvent.Usage usage) {
      this(grounded, usage, List.of(), grounded ? 1.0 : null, AnswerEvent.STOP, List.of());
    }
  }

  /** No answer, or none beyond what came. */
  record NotGenerated(Refusal refusal) implements GenerationEvent {}
}
