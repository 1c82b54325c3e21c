package io.sluice.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What Redis does in one step, in Lua.
 *
 * @param digest by which Redis knows it
 */
public record Script(String text, String digest) {

  /** The one in these resources beside the class, one after the other. */
  public static Script beside(Class<?> type, String... names) {
    var text = new StringBuilder();
    for (var name : names) {
      text.append(read(type, name));
    }
    return of(text.toString());
  }

  private static String read(Class<?> type, String name) {
    try (var in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name + " beside " + type.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Script of(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return new Script(text,
          HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
