package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.http.TestActors.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthIT {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"ANSWER,503,down", "EMBEDDING,200,degraded", "INGESTION,200,degraded",
      "RETRIEVAL,503,down"})
  void aMissingPartShowsByHowMuchItIsNeeded(Part missing, int status, String word)
      throws Exception {
    try (var gateway = Gateway.open(folder, EnumSet.complementOf(EnumSet.of(missing)))) {
      var ready = gateway.get("/health/ready");
      assertEquals(status, ready.statusCode());
      assertEquals("{\"status\":\"" + word + "\",\"trouble\":[\""
          + missing.name().toLowerCase(Locale.ROOT) + "\"]}", ready.body());
      var health = gateway.get("/health");
      assertEquals(status, health.statusCode());
      assertEquals(word, Gateway.json(health.body()).get("status").asText());
      assertEquals("{\"status\":\"up\"}", gateway.get("/health/live").body());
    }
  }

  @Test
  void whatItGoesOnWithoutMakesItDegraded() throws Exception {
    try (var gateway = Gateway.open(folder)) {
      assertEquals("up", status(gateway, 200));
      gateway.actors.redis = "connection refused";
      assertEquals("degraded", status(gateway, 200));
      assertEquals("connection refused",
          Gateway.json(gateway.get("/health").body()).at("/parts/redis/error").asText());
    }
  }

  @Test
  void whoCanTakeNoMoreQuestionsIsNotReady() throws Exception {
    try (var gateway = Gateway.open(folder)) {
      gateway.actors.running = 9;
      assertEquals("up", status(gateway, 200));
      gateway.actors.running = 10;
      assertEquals("saturated", status(gateway, 503));
    }
  }

  @Test
  void whoIsAboutToStopIsAliveAndNotReadyAndKeepsNoConnection() throws Exception {
    try (var gateway = Gateway.open(folder)) {
      gateway.actors.stopping = true;
      assertEquals("stopping", status(gateway, 503));
      var alive = gateway.get("/health/live");
      assertEquals(200, alive.statusCode());
      assertEquals("close", alive.headers().firstValue("connection").orElse(""));
      assertEquals(200, gateway.post("/v1/ask", "{\"question\": \"q\"}").statusCode());
    }
  }

  private static String status(Gateway gateway, int expected) throws Exception {
    var ready = gateway.get("/health/ready");
    assertEquals(expected, ready.statusCode());
    return Gateway.json(ready.body()).get("status").asText();
  }
}
