package io.sluice.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * Makes the tokens of values: an HMAC-SHA-256 of kind and value, cut short.
 *
 * <p>The key matters: telephone and resident numbers are few enough to try all of them against a plain
 * hash. One thread at a time.
 */
final class Pseudonyms {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  Pseudonyms(PrivacyKey key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(key.derive("pseudonyms", ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has " + ALGORITHM, e);
    }
  }

  String token(Kind kind, String value) {
    var named = kind + "\n" + Canonical.of(kind, value);
    var hash = mac.doFinal(named.getBytes(StandardCharsets.UTF_8));
    return Token.of(kind, HexFormat.of().formatHex(hash, 0, Token.PSEUDONYM / 2));
  }
}
