package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.http.SeenWebhooks.Seen;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenWebhooksTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private final SeenWebhooks seen = new SeenWebhooks();

  @Test
  void oneIsDoneOnceAndItsAnswerKept() {
    assertEquals(new Seen.New(), seen.begin("a", NOW));
    assertEquals(new Seen.Working(), seen.begin("a", NOW));
    seen.done("a", "answer");
    assertEquals(new Seen.Done("answer"), seen.begin("a", NOW));
    assertEquals(new Seen.New(), seen.begin("b", NOW));
  }

  @Test
  void oneThatFailedMayBeTriedAgain() {
    seen.begin("a", NOW);
    seen.failed("a");
    assertEquals(new Seen.New(), seen.begin("a", NOW));
  }

  @Test
  void oneIsKnownAsLongAsItCouldBeBelievedAndForgottenAfter() {
    seen.begin("first", NOW);
    seen.begin("a", NOW.plusSeconds(599));
    seen.done("a", "answer");
    assertEquals(new Seen.Done("answer"), seen.begin("a", NOW.plusSeconds(600)));
    assertEquals(new Seen.Done("answer"), seen.begin("a", NOW.plusSeconds(1199)));
    assertEquals(new Seen.New(), seen.begin("a", NOW.plusSeconds(1200)));
    seen.begin("b", NOW.plusSeconds(5000));
    assertEquals(new Seen.New(), seen.begin("a", NOW.plusSeconds(5001)));
  }

  @Test
  void onlySoManyAreKept() {
    for (var i = 0; i < 100_000; i++) {
      seen.begin("s" + i, NOW);
    }
    assertEquals(new Seen.Full(), seen.begin("one more", NOW));
    assertEquals(new Seen.Working(), seen.begin("s7", NOW));
    assertEquals(new Seen.New(), seen.begin("one more", NOW.plusSeconds(600)));
  }
}
