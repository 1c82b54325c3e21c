package io.sluice.onnx;

/**
 * What goes into a network for one text or one pair of texts: the ids of the tokens, and for each
 * which of the two texts it belongs to. Immutable.
 */
public final class TokenSequence {
  private final long[] ids;
  private final long[] types;

  TokenSequence(long[] ids, long[] types) {
    this.ids = ids;
    this.types = types;
  }

  public int length() {
    return ids.length;
  }

  /** To be read only. */
  long[] ids() {
    return ids;
  }

  /** To be read only. */
  long[] types() {
    return types;
  }
}
