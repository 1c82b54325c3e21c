package io.sluice.retrieval;

/**
 * How exactly vectors are compared while the nearest are looked for. Coarser ones take less memory and
 * time; of what they find the exact ones then choose, so that scores and the order are exact.
 */
public enum Precision {
  /** By the vectors as they are, four bytes for each dimension. */
  FULL,
  /** By one byte for each dimension. */
  BYTE,
  /** By half a byte for each dimension. */
  NIBBLE;

  /** How many times as many as are wanted are looked for. */
  int oversampling() {
    return switch (this) {
      case FULL -> 1;
      case BYTE, NIBBLE -> 2;
    };
  }
}
