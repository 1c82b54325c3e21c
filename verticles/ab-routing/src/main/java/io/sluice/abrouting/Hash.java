package io.sluice.abrouting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Numbers that are the same for the same text, on every node and for ever (SHA-256). */
final class Hash {

  private Hash() {}

  /** Four of them, none of which says anything of the others. */
  static ByteBuffer of(String text) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
