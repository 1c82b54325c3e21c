package io.sluice.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RerankConfigTest {

  @Test
  void nobodyReranksWhereNothingIsNamed() {
    assertFalse(RerankConfig.none().isUsed());
    assertFalse(RerankConfig.in(Path.of("")).isUsed());
  }

  @Test
  void aFolderOrAnEndpointReranks() {
    assertTrue(RerankConfig.in(Path.of("models", "reranker")).isUsed());
    assertTrue(at(endpoint("http://localhost:8080/rerank", Shape.TEI, "", "")).isUsed());
  }

  @Test
  void aFolderAndAnEndpointAreTooMany() {
    assertEquals("folder", assertThrows(Violation.class, () -> new RerankConfig(Path.of("models"),
        endpoint("http://localhost/rerank", Shape.TEI, "", ""), 512, 8, 0, 100)).field());
  }

  @Test
  void onlyTeiNeedsNoModel() {
    for (var shape : new Shape[]{Shape.COHERE, Shape.JINA, Shape.VLLM}) {
      assertEquals("model", wrong("http://localhost/rerank", shape, ""));
    }
  }

  @Test
  void anAddressIsOne() {
    for (var url : new String[]{"localhost:8080", "ftp://host/rerank", "http://", "http://a b",
        "http://host/#here", "http://me:secret@host/rerank"}) {
      assertEquals("url", wrong(url, Shape.TEI, ""));
    }
  }

  @Test
  void aKeyThatWouldBreakTheHeaderIsWrong() {
    assertEquals("api-key", wrong("http://localhost/rerank", Shape.TEI, "a\r\nb"));
  }

  @Test
  void theKeyIsNotPrinted() {
    var endpoint = endpoint("http://localhost/rerank", Shape.TEI, "", "very-secret");
    assertFalse((endpoint + " " + at(endpoint)).contains("very-secret"));
  }

  private static RerankConfig at(EndpointConfig endpoint) {
    return new RerankConfig(null, endpoint, 512, 8, 0, 100);
  }

  private static String wrong(String url, Shape shape, String key) {
    return assertThrows(Violation.class, () -> endpoint(url, shape, "", key)).field();
  }

  private static EndpointConfig endpoint(String url, Shape shape, String model, String key) {
    return new EndpointConfig(url, shape, model, key, Duration.ofSeconds(5), 100);
  }
}
