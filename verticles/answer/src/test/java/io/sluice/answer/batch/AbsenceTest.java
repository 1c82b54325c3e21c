package io.sluice.answer.batch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AbsenceTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Absence absence = new Absence(now::get);

  @Test
  void itIsBelievedForAWhile() {
    assertFalse(absence.isBelieved());
    absence.begin();
    now.addAndGet(Absence.BELIEVED.toNanos() - 1);
    assertTrue(absence.isBelieved());
    now.incrementAndGet();
    assertFalse(absence.isBelieved());
    absence.begin();
    assertTrue(absence.isBelieved());
  }

  @Test
  void itIsOverOnceAModelAnswers() {
    absence.begin();
    absence.end();
    assertFalse(absence.isBelieved());
  }
}
