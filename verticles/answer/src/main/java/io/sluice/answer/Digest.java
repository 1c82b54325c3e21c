package io.sluice.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Texts as one short name, which is the same on all nodes, and another for any others. */
final class Digest {
  private Digest() {}

  /** Each with its length before it, so that none can be taken for two. */
  static String of(Stream<String> texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      texts.forEach(
          text -> digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
