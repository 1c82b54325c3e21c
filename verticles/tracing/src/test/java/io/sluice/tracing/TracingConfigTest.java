package io.sluice.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.strictjson.Check.Violation;
import io.sluice.tracing.TracingConfig.Content;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingConfigTest {

  @Test
  void withoutAnEndpointThereAreNoTraces() {
    assertTrue(config("", "").isOff());
    assertFalse(config("http://localhost:4318", "").isOff());
  }

  @Test
  void spansGoBelowTheEndpoint() {
    for (var endpoint : List.of("http://localhost:4318", "http://localhost:4318/")) {
      assertEquals("http://localhost:4318/v1/traces", config(endpoint, "").address());
    }
    assertEquals("https://otel.example.org/a/v1/traces",
        config("https://otel.example.org/a", "").address());
  }

  @Test
  void headersAreReadAsTheVariableOfOpenTelemetryIsWritten() {
    assertEquals(Map.of("authorization", "Basic a+b=", "x-scope", "one, two"),
        config("", " authorization=Basic%20a+b=,x-scope = one%2C two,").headersByName());
    assertEquals(Map.of(), config("", "").headersByName());
  }

  @Test
  void whatIsWrongIsToldWithItsKeyAndWithoutTheSecret() {
    for (var wrong : List.of("secret", "=secret", "a b=secret", "a=secret%zz", "a=secret%0a")) {
      var violation = assertThrows(Violation.class, () -> config("", wrong));
      assertEquals("headers", violation.field());
      assertFalse(String.valueOf(violation.getMessage()).contains("secret"), wrong);
    }
    assertEquals("endpoint",
        assertThrows(Violation.class, () -> config("localhost:4318", "")).field());
    assertEquals("share", assertThrows(Violation.class,
        () -> new TracingConfig("", "", "sluice", 1.1, Content.NONE)).field());
  }

  @Test
  void itsTextHasNoHeaders() {
    assertFalse(config("http://localhost:4318", "a=secret").toString().contains("secret"));
  }

  private static TracingConfig config(String endpoint, String headers) {
    return new TracingConfig(endpoint, headers, "sluice", 1, Content.NONE);
  }
}
