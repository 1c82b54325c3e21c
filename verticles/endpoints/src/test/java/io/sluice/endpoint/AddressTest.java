package io.sluice.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.strictjson.Check.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  private static final String EXAMPLE = "http://host:8000/v1";

  @ParameterizedTest
  @ValueSource(strings = {"", "http://host:8000/v1", "HTTPS://[::1]/v1/"})
  void anAddressMayBeLeftOutOrBeOfTheWeb(String url) {
    assertEquals(url, Address.below("url", url, EXAMPLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host:8000", "ftp://host/v1", "http://", "http:///v1", "http://a b/",
      "http://host/#x", "한국"})
  void whatIsNoneIsToldWithAnExample(String url) {
    var wrong = assertThrows(Violation.class, () -> Address.at("url", url, EXAMPLE));
    assertTrue(String.valueOf(wrong.getMessage()).contains(EXAMPLE), wrong::getMessage);
  }

  @Test
  void nothingCanBeBelowAnAddressWithAQuery() {
    assertEquals("http://host/rerank?v=1", Address.at("url", "http://host/rerank?v=1", EXAMPLE));
    assertThrows(Violation.class, () -> Address.below("url", "http://host/v1?v=1", EXAMPLE));
  }

  @Test
  void aPasswordDoesNotBelongInAnAddress() {
    var wrong = assertThrows(Violation.class,
        () -> Address.at("url", "http://me:secret@host", EXAMPLE));
    assertTrue(String.valueOf(wrong.getMessage()).contains("there is api-key"), wrong::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "키", "a\n", "\u007f"})
  void aKeyIsWhatAHeaderCanCarry(String key) {
    assertThrows(Violation.class, () -> ApiKey.check("api-key", key));
    assertEquals("sk-1", ApiKey.check("api-key", "sk-1"));
  }
}
