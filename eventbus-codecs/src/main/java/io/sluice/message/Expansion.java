package io.sluice.message;

import java.util.List;

/** Words that were searched for though nobody asked for them. */
public record Expansion(Kind kind, List<String> words) {
  public Expansion {
    words = List.copyOf(words);
  }

  /** Where the words are from. */
  public enum Kind {
    /** The collection's list of words that mean the same. */
    SYNONYMS,
    /** The best passages of a first search. */
    FEEDBACK,
    /** The nearest words that there are, since those of the question are not. */
    SPELLING,
    /** The question in other words, by a language model. */
    QUERIES,
    /** What a passage that answers might say, by a language model. */
    HYPOTHETICAL
  }
}
