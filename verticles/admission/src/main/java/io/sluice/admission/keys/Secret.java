package io.sluice.admission.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner has it: {@code sk-sluice-ID-SECRET}. The id tells which one it is, the secret is 256
 * random bits; so one round of SHA-256 keeps it: there is nothing to be guessed.
 */
public record Secret(String id, String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM = Pattern.compile("sk-sluice-([0-9a-f]{12})-[A-Za-z0-9_-]{43}");
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;

  /** One that nobody has had before. */
  public static Secret random() {
    return random(HexFormat.of().formatHex(bytes(ID_BYTES)));
  }

  /** Another one of the same key. */
  static Secret random(String id) {
    return new Secret(id, "sk-sluice-" + id + "-"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES)));
  }

  /** What somebody shows; null where it is no key. */
  static @Nullable Secret read(String text) {
    var form = FORM.matcher(text);
    return form.matches() ? new Secret(form.group(1), text) : null;
  }

  /** Whether it may be meant for one, also where it is not. */
  public static boolean isMeant(String text) {
    return text.startsWith("sk-sluice-");
  }

  String hash() {
    return HexFormat.of().formatHex(digest(text));
  }

  /** Takes as long whether it fits or not. */
  boolean fits(String hash) {
    return MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII),
        hash().getBytes(StandardCharsets.US_ASCII));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Secret[" + id + "]";
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
