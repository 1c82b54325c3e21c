package io.sluice.answer.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.UpstreamFailed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final Attempts ATTEMPTS = new Attempts(5, Duration.ofSeconds(1));

  @Test
  void aPauseDoublesUpToAMinute() {
    assertEquals(Duration.ofSeconds(1), ATTEMPTS.pause(1));
    assertEquals(Duration.ofSeconds(4), ATTEMPTS.pause(3));
    assertEquals(Duration.ofMinutes(1), ATTEMPTS.pause(7));
    assertEquals(Duration.ofMinutes(1), ATTEMPTS.pause(99));
    assertEquals(Duration.ofMinutes(5), new Attempts(2, Duration.ofMinutes(5)).pause(9));
  }

  @Test
  void theOneWhoIsBusyIsLeftAloneAsLongAsItSaysButNotForEver() {
    assertEquals(Duration.ofSeconds(7), ATTEMPTS.pause(1, 7000));
    assertEquals(Duration.ofSeconds(8), ATTEMPTS.pause(4, 7000));
    assertEquals(Duration.ofMinutes(1), ATTEMPTS.pause(1, 86_400_000));
    assertEquals(Duration.ofSeconds(1), ATTEMPTS.pause(1, -1));
    assertEquals(Duration.ofSeconds(2), ATTEMPTS.pause(2, 0));
  }

  @Test
  void onlyWhatMayBeOtherwiseIsTriedAgain() {
    assertTrue(Attempts.mayBeOtherwise(new Overloaded("busy", 1)));
    assertTrue(Attempts.mayBeOtherwise(new Cancelled("stopped")));
    assertTrue(Attempts.mayBeOtherwise(new UpstreamFailed("m", "reset", true)));
    assertFalse(Attempts.mayBeOtherwise(new UpstreamFailed("m", "no key", false)));
    assertFalse(Attempts.mayBeOtherwise(new BadRequest("k", "k")));
  }
}
