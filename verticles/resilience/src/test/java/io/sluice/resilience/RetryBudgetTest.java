package io.sluice.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  @Test
  void whereAllFailsAFifthMoreIsAskedAndTenAtFirst() {
    var budget = new RetryBudget();
    var again = 0;
    for (var call = 0; call < 1000; call++) {
      budget.called();
      again += budget.take() ? 1 : 0;
    }
    assertTrue(again >= 200 && again <= 210, "again " + again);
  }

  @Test
  void whatWasNotUsedIsNotHoarded() {
    var budget = new RetryBudget();
    for (var call = 0; call < 100_000; call++) {
      budget.called();
    }
    for (var again = 0; again < 10; again++) {
      assertTrue(budget.take());
    }
    assertFalse(budget.take());
  }

  @RepeatedTest(50)
  void pausesAreAnythingUpToALengthThatDoublesUntilItIsLongEnough() {
    var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(350));
    assertEquals(Duration.ofMillis(100), backoff.most(1));
    assertEquals(Duration.ofMillis(200), backoff.most(2));
    assertEquals(Duration.ofMillis(350), backoff.most(3));
    assertEquals(Duration.ofMillis(350), backoff.most(1_000_000));
    assertTrue(backoff.pause(2).compareTo(Duration.ofMillis(200)) <= 0);
  }
}
