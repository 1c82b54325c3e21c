package io.sluice.insight.feedback;

import io.sluice.message.QueryRecord;

/** Something that somebody thought of an answer, told once of each answer and source. */
public sealed interface Outcome {

  /** Which answer it is about. */
  QueryRecord answer();

  /** It was given so many stars, from 1 to 5. */
  record Rated(QueryRecord answer, int rating) implements Outcome {}

  /**
   * A source of it was opened.
   *
   * @param position among those shown, the first is 1
   */
  record Clicked(QueryRecord answer, int position) implements Outcome {}
}
