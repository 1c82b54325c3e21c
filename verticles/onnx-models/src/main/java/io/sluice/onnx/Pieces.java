package io.sluice.onnx;

/** How a text is cut into pieces of a vocabulary. Implementations are immutable. */
sealed interface Pieces permits UnigramPieces, WordPieces {

  /** The ids of the first pieces of the text, at most so many. */
  long[] cut(String text, int max);

  long largestId();
}
