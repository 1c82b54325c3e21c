package io.sluice.embedding;

/** How the vectors of a text's tokens become the vector of the text. A model is trained for one. */
public enum Pooling {
  /** The mean of all tokens. */
  MEAN,
  /** The first token, which stands for the text as a whole. */
  CLS
}
