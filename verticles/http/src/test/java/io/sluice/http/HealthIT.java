package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.http.TestActors.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthIT {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"ANSWER,200,up", "EMBEDDING,200,degraded", "INGESTION,200,degraded",
      "RETRIEVAL,503,down"})
  void aMissingPartShowsByHowMuchItIsNeeded(Part missing, int status, String word)
      throws Exception {
    try (var gateway = Gateway.open(folder, EnumSet.complementOf(EnumSet.of(missing)))) {
      var ready = gateway.get("/health/ready");
      assertEquals(status, ready.statusCode());
      assertEquals("{\"status\":\"" + word + "\"}", ready.body());
      var health = gateway.get("/health");
      assertEquals(status, health.statusCode());
      assertEquals(word, Gateway.json(health.body()).get("status").asText());
      assertEquals("{\"status\":\"up\"}", gateway.get("/health/live").body());
    }
  }
}
