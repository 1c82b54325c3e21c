package io.sluice.message;

/** An event in the stream of a generation; tokens and citations are those of the answer. */
public sealed interface GenerationEvent extends StreamEvent
    permits
    GenerationEvent.Started,
    GenerationEvent.Generated,
    GenerationEvent.NotGenerated,
    AnswerEvent.Token,
    AnswerEvent.Citation {

  /** Who will speak; comes before the first token. */
  record Started(String provider, String model) implements GenerationEvent {}

  /** The answer is complete. */
  record Generated(boolean grounded, AnswerEvent.Usage usage) implements GenerationEvent {}

  /** No answer, or none beyond what came. */
  record NotGenerated(Refusal refusal) implements GenerationEvent {}
}
