package io.sluice.generation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.generation.EndpointConfig;
import io.sluice.generation.EndpointConfig.Kind;
import io.sluice.generation.model.Piece.Named;
import io.sluice.generation.model.Piece.Text;
import io.sluice.resilience.CircuitConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiDialectTest {
  private static final SseEvent WORD = new SseEvent("",
      "{\"id\": \"c-1\", \"model\": \"m-0815\", \"choices\": [{\"delta\": {\"content\": \"Yes\"}}]}");

  private final OpenAiDialect dialect = new OpenAiDialect(new EndpointConfig(Kind.OPENAI,
      "http://localhost:1/v1", "", "", "m", 8192, 256, 4, Duration.ofSeconds(5),
      Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 0, 0, Map.of(), 1,
      CircuitConfig.DEFAULT));

  @Test
  void whoSpeaksIsReadOnlyWhereItIsToBeKnown() throws Exception {
    assertEquals(List.of(new Named("c-1", "m-0815"), new Text("Yes")), dialect.read(WORD, true));
    assertEquals(List.of(new Text("Yes")), dialect.read(WORD, false));
  }
}
