package io.sluice.launcher.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.Refusal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** How a question ended for who asked it. */
sealed interface Ending {

  /** With an answer. */
  record Answered(String provider) implements Ending {}

  /** With an error of the documented shape. */
  record Failed(String code, boolean retryable) implements Ending {
    private static final Set<String> CODES = Arrays.stream(Refusal.Code.values())
        .map(Refusal.Code::toString).collect(Collectors.toSet());
    private static final Set<String> FAULTS = Set.of(Refusal.Code.INTERNAL.toString(),
        Refusal.Code.UNDECODABLE.toString());

    /** Reads what was sent as an error; the gateway's own faults are none that may be sent. */
    static Failed of(JsonNode body) {
      var error = body.path("error");
      var code = error.path("code").asText();
      if (!CODES.contains(code) || !error.path("retryable").isBoolean()
          || error.path("message").asText().isBlank()
          || error.path("requestId").asText().isBlank()) {
        throw new AssertionError("no error as documented: " + body);
      }
      if (FAULTS.contains(code)) {
        throw new AssertionError("a fault of the gateway: " + body);
      }
      return new Failed(code, error.path("retryable").asBoolean());
    }
  }

  /** Its asker did not wait for the end. */
  record Left() implements Ending {}
}
