package io.sluice.generation.model;

/** What an event of a model's stream says. */
sealed interface Piece {

  /** The next words. */
  record Text(String text) implements Piece {}

  /** It is at work, with nothing to show. */
  record Thinking() implements Piece {}

  /** Which answer it is, of which model; empty where the server does not say. */
  record Named(String id, String model) implements Piece {}

  /** How many tokens were read and written so far; -1 where this event does not say. */
  record Counted(int promptTokens, int completionTokens) implements Piece {}

  /** It has said all it will. */
  record Finished(Finish how) implements Piece {}

  /** Nothing follows, not even counts. */
  record Last() implements Piece {}

  /** It broke off. */
  record Broken(String type, String message) implements Piece {}

  /** Why a model stopped. */
  enum Finish {
    DONE,
    /** It had more to say than it was allowed to. */
    TOO_LONG,
    /** Its provider's filter stopped it. */
    FILTERED
  }
}
