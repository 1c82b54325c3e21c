package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.retrieval.WeaviateConfig.Address;
import io.sluice.retrieval.WeaviateConfig.Consistency;
import io.sluice.strictjson.Check.Violation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeaviateConfigTest {

  @ParameterizedTest
  @CsvSource({"http://host:8080, host, 8080", "http://host, host, 80", "https://a.b.c/, a.b.c, 443",
      "http://[::1]:8080, [::1], 8080"})
  void readsTheAddress(String url, String host, int port) {
    assertEquals(new Address(host, port), WeaviateConfig.at(url, "").rest());
  }

  @Test
  void takesTheSameHostForGrpcWhereNoneIsNamed() {
    assertEquals(new Address("host", 50_051), WeaviateConfig.at("http://host:8080", "").rpc());
    assertEquals(new Address("other", 7), WeaviateConfig.at("http://host:8080", "other:7").rpc());
  }

  @ParameterizedTest
  @ValueSource(strings = {"host:8080", "ftp://host", "http://host/v1", "http://host:x", "http://"})
  void refusesWhatIsNoAddress(String url) {
    assertEquals("url",
        assertThrows(Violation.class, () -> WeaviateConfig.at(url, "")).field());
  }

  @ParameterizedTest
  @CsvSource({"host, Sluice, 30, grpc", "host:1, sluice, 30, prefix", "host:1, S_x, 30, prefix",
      "host:1, Sluice, 0, timeout"})
  void namesWhatIsWrong(String grpc, String prefix, int seconds, String field) {
    assertEquals(field, assertThrows(Violation.class, () -> new WeaviateConfig("http://host", grpc,
        "", prefix, Consistency.ALL, Duration.ofSeconds(seconds))).field());
  }

  @Test
  void keepsItsKeyToItself() {
    var config = new WeaviateConfig("http://host", "", "secret", "Sluice", Consistency.ALL,
        Duration.ofSeconds(1));

    assertTrue(!config.toString().contains("secret"));
  }
}
