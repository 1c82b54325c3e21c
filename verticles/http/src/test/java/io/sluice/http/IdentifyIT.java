package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** By what a request is found again: its id, its trace, and the key that it is sent again with. */
class IdentifyIT extends OnOwnGateway {
  private static final String QUESTION = "{\"question\": \"휴가?\"}";

  @Test
  void theCallersIdAndTraceGoInAndOut() throws Exception {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    var response = gateway.send(gateway.request("/v1/ask").header("x-request-id", "mine-1")
        .header("traceparent", trace).POST(BodyPublishers.ofString(QUESTION)));
    assertEquals("mine-1", response.headers().firstValue("x-request-id").orElseThrow());
    assertEquals(trace, response.headers().firstValue("traceparent").orElseThrow());
    var call = gateway.actors.asked.poll(30, TimeUnit.SECONDS).call();
    assertEquals("mine-1", call.requestId());
    assertEquals(trace, call.traceparent());
  }

  @Test
  void anIdThatIsNotSaneIsReplaced() throws Exception {
    var response = gateway.send(gateway.request("/health/live").header("x-request-id", "<script>")
        .header("traceparent", "00-0-0-0"));
    assertTrue(response.headers().firstValue("x-request-id").orElseThrow().matches("[0-9a-f]{16}"));
    assertTrue(response.headers().firstValue("traceparent").orElseThrow()
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"));
  }

  @Test
  void aKeyThatIsNoKeyIsRefusedByItsName() throws Exception {
    for (var key : List.of("", "two words", "k".repeat(256))) {
      var response = gateway.send(gateway.request("/v1/ask").header("Idempotency-Key", key)
          .POST(BodyPublishers.ofString(QUESTION)));
      assertEquals(400, response.statusCode(), key);
      assertEquals("Idempotency-Key",
          Gateway.json(response.body()).at("/error/param").asText());
    }
  }
}
