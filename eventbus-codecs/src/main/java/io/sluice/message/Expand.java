package io.sluice.message;

/** What a language model adds to a question before it is searched for. */
public enum Expand {
  /** Nothing. */
  OFF,
  /** The same question in other words, and in the other language: each is searched for, too. */
  QUERIES,
  /** What a passage that answers it might say: the search by meaning is for that, too (HyDE). */
  HYPOTHETICAL
}
