package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private static final String STAMP = "1700000000";
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final byte[] BODY = "{\"text\": \"휴가\"}".getBytes(StandardCharsets.UTF_8);
  /** printf '1700000000.{"text": "휴가"}' | openssl dgst -sha256 -hmac key */
  private static final String VALUE = "sha256=7202d76a60102dcef065d1a2a7cda0c5dc2699b6a9c5d2a5f134ab796dc1010e";

  @Test
  void theRightOneFits() {
    assertNull(new Signature(STAMP, VALUE).flaw("key", BODY, NOW));
  }

  @ParameterizedTest
  @CsvSource({"300,true", "-300,true", "301,false", "-301,false"})
  void itIsBelievedForFiveMinutes(long later, boolean fits) {
    var flaw = new Signature(STAMP, VALUE).flaw("key", BODY, NOW.plusSeconds(later));
    if (fits) {
      assertNull(flaw);
    } else {
      assertNotNull(flaw);
    }
  }

  @Test
  void anotherSecretBodyOrTimeDoesNotFit() {
    var signature = new Signature(STAMP, VALUE);
    assertNotNull(signature.flaw("other", BODY, NOW));
    assertNotNull(signature.flaw("key", new byte[0], NOW));
    assertNotNull(new Signature("1700000001", VALUE).flaw("key", BODY, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256=", "@@@", "sha256=00", "sha1=@@@"})
  void whatIsNoSignatureDoesNotFit(String value) {
    assertNotNull(new Signature(STAMP, value.replace("@@@", VALUE.substring(7))).flaw("key", BODY,
        NOW));
    assertNotNull(new Signature(STAMP, VALUE.toUpperCase(java.util.Locale.ROOT)).flaw("key", BODY,
        NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "1700000000.0", "9999999999999999999999", "-1", " 1700000000",
      "999999999999"})
  void whatIsNoTimeIsNotBelieved(String timestamp) {
    assertNotNull(new Signature(timestamp, VALUE).flaw("key", BODY, NOW));
  }
}
