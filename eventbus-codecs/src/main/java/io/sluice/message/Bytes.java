package io.sluice.message;

import java.util.Arrays;

/** Raw bytes of a document, immutable and equal by content. */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Takes the array over: the caller must not write to it any more. */
  public static Bytes of(byte[] content) {
    return new Bytes(content);
  }

  public int length() {
    return content.length;
  }

  /** The bytes themselves. To be read only. */
  public byte[] content() {
    return content;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "Bytes(" + content.length + ")";
  }
}
