package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.strictjson.Check.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkingConfigTest {

  @ParameterizedTest
  @CsvSource({"15,0,1,90,max-tokens", "8001,0,1,90,max-tokens", "100,51,1,90,overlap-tokens",
      "100,-1,1,90,overlap-tokens", "100,0,101,90,semantic-min-tokens",
      "100,0,0,90,semantic-min-tokens", "100,0,1,100.5,semantic-percentile",
      "100,0,1,NaN,semantic-percentile"})
  void whatIsWrongIsNamed(int max, int overlap, int min, double percentile, String field) {
    var wrong = assertThrows(Violation.class,
        () -> new ChunkingConfig(Strategy.AUTO, max, overlap, min, percentile));

    assertEquals(field, wrong.field());
  }

  @Test
  void theFingerprintHoldsWhatChangesTheOutcome() {
    var config = new ChunkingConfig(Strategy.AUTO, 256, 32, 1, 90);

    assertEquals("chunking-1/auto/256/32", config.fingerprint());
    assertEquals(config.fingerprint(),
        new ChunkingConfig(Strategy.AUTO, 256, 32, 2, 95).fingerprint());
    assertNotEquals(new ChunkingConfig(Strategy.SEMANTIC, 256, 0, 1, 90).fingerprint(),
        new ChunkingConfig(Strategy.SEMANTIC, 256, 0, 1, 95).fingerprint());
  }
}
