package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Allowance;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests that are counted ahead. */
class LeaseTest {
  private static final long AN_HOUR_MS = 3_600_000;

  private static Admitted admitted(int more, @Nullable Allowance allowance) {
    return new Admitted("t", List.of(), "key:a", null, allowance, more > 0 ? AN_HOUR_MS : 0, more);
  }

  private static Allowance left(long remaining) {
    return new Allowance(100_000, remaining, 1000);
  }

  private static long remaining(Admitted told) {
    return Objects.requireNonNull(told.allowance()).remaining();
  }

  @Test
  void whatIsCountedAheadIsTakenAndThenThereIsNone() {
    var lease = new Lease(admitted(2, left(97)), null);
    assertEquals(99, remaining(lease.told()));
    assertEquals(98, remaining(Objects.requireNonNull(lease.take())));
    assertEquals(97, remaining(Objects.requireNonNull(lease.take())));
    assertNull(lease.take());
  }

  @Test
  void whatIsSaidOfOneThatCameMeanwhileTakesNothingAway() {
    var before = new Lease(admitted(31, left(968)), null);
    assertEquals(0, remaining(before.told()) - 999);
    var after = new Lease(admitted(0, left(967)), before);
    assertEquals(998, remaining(after.told()));
    for (var i = 0; i < 31; i++) {
      assertNotNull(after.take());
    }
    assertNull(after.take());
  }

  @Test
  void whoUsesThemUpGetsMoreButNeverALargePartOfWhatIsLeft() {
    var none = new Lease(admitted(0, left(100_000)), null);
    assertFalse(none.holds());
    assertEquals(1, none.next());
    assertEquals(0, none.next(), "they are asked for already");
    var few = new Lease(admitted(8, left(160)), null);
    for (var i = 0; i < 8; i++) {
      assertNotNull(few.take());
    }
    assertEquals(10, few.next());
  }

  @Test
  void whereNobodyKnowsWhatIsLeftNoneIsCountedAhead() {
    assertEquals(0, new Lease(admitted(0, null), null).next());
  }
}
