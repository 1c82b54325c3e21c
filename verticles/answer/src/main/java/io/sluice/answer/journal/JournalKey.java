package io.sluice.answer.journal;

import io.sluice.message.CallInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What answers are called in Redis: one can name those only that were given to its tenant and to the same
 * principals.
 */
final class JournalKey {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{1,64}\\.[0-9a-f]{1,64}");

  private JournalKey() {}

  static String of(String id, CallInfo asker) {
    var key = "answer:" + id + ":" + asker.tenant();
    return asker.principals().isEmpty()
        ? key
        : key + ":" + hash(String.join("\n", new TreeSet<>(asker.principals())));
  }

  private static String hash(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it can be an answer's; what an asker sends may be anything. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }
}
