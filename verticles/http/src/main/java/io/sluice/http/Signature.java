package io.sluice.http;

import io.sluice.message.Refusal.Forbidden;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook was signed with: {@code sha256=} and the HMAC-SHA-256, in hexadecimal digits, of its
 * timestamp, a dot and its body.
 *
 * @param timestamp as it was sent, in seconds since 1970
 * @param value as it was sent
 */
record Signature(String timestamp, String value) {
  static final Duration WINDOW = Duration.ofMinutes(5);
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final int MAX_DIGITS = 12;

  /** Reads the headers; empty texts fit nothing. */
  static Signature of(HttpServerRequest request) {
    return new Signature(header(request, "x-sluice-timestamp"),
        header(request, "x-sluice-signature"));
  }

  /** Why this cannot be believed; null where it can. */
  @Nullable
  Forbidden flaw(String secret, byte[] body, Instant now) {
    if (!isFresh(now)) {
      return new Forbidden("x-sluice-timestamp must be the seconds since 1970, and not more than "
          + WINDOW.toMinutes() + " minutes away from now");
    }
    var expected = expected(secret, body).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, value.getBytes(StandardCharsets.UTF_8))
        ? null
        : new Forbidden("x-sluice-signature does not fit the timestamp and the body");
  }

  private boolean isFresh(Instant now) {
    if (timestamp.length() > MAX_DIGITS) {
      return false;
    }
    try {
      var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(sent, now).abs().compareTo(WINDOW) <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private String expected(String secret, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("every JDK has HMAC-SHA-256", e);
    }
  }

  private static String header(HttpServerRequest request, String name) {
    var value = request.getHeader(name);
    return value == null ? "" : value;
  }
}
