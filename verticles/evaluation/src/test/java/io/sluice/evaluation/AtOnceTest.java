package io.sluice.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtOnceTest {

  @Test
  void noMoreThanSoMuchIsInWork() {
    var inWork = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new AtomicInteger();
    try (var work = new AtOnce(3)) {
      for (var i = 0; i < 100; i++) {
        work.run(() -> {
          most.accumulateAndGet(inWork.incrementAndGet(), Math::max);
          done.addAndGet(IntStream.range(0, 10_000).map(one -> one % 2).sum());
          inWork.decrementAndGet();
        });
      }
    }
    assertEquals(100 * 5_000, done.get());
    assertTrue(most.get() <= 3, "in work: " + most);
  }

  @Test
  void thingsHappenAtTheSameTime() {
    var both = new CountDownLatch(2);
    try (var work = new AtOnce(2)) {
      for (var i = 0; i < 2; i++) {
        work.run(() -> {
          both.countDown();
          awaitQuietly(both);
        });
      }
    }
    assertEquals(0, both.getCount());
  }

  @Test
  void theFirstFailureEndsIt() {
    var failed = assertThrows(EvaluationFailed.class, () -> {
      try (var work = new AtOnce(1)) {
        for (var i = 0; i < 10; i++) {
          work.run(() -> {
            throw new EvaluationFailed("no");
          });
        }
      }
    });
    assertEquals("no", failed.getMessage());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
