package io.sluice.retrieval;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A name as that of a folder, the same on every file system: lower-case letters, digits, {@code -},
 * {@code _} and inner dots stay, anything else is written as {@code %xx}. So two names never share a
 * folder, not even where the file system takes "A" for "a", and none leads out of its parent.
 */
final class FolderName {

  private static final int LONGEST = 240;

  private FolderName() {}

  /** Null where there is no such folder on any file system: the name is empty or far too long. */
  static @Nullable String of(String name) {
    var folder = new StringBuilder();
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < bytes.length; i++) {
      var inner = i > 0 && i < bytes.length - 1;
      if (isPlain(bytes[i]) || (bytes[i] == '.' && inner)) {
        folder.append((char) bytes[i]);
      } else {
        folder.append("%%%02x".formatted(bytes[i]));
      }
    }
    return folder.isEmpty() || folder.length() > LONGEST ? null : folder.toString();
  }

  static String read(String folder) {
    return URLDecoder.decode(folder, StandardCharsets.UTF_8);
  }

  private static boolean isPlain(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
