package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.message.CallInfo;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CollectionLocksTest {
  private static final String KEY = "Sluice/default/docs";
  private static final CallInfo PATIENT = CallInfo.within(Duration.ofMinutes(1), "patient");

  @Test
  void whoWaitsUntilTheTimeIsUpIsLateAndNotRefused(Vertx vertx) throws Exception {
    var locks = new CollectionLocks(vertx, null);
    var held = locks.take(KEY, PATIENT);
    assertNotNull(held);
    for (var i = 0; i < 20; i++) {
      assertNull(locks.take(KEY, CallInfo.within(Duration.ofNanos(5_999_999), "hasty")));
    }
    held.release();
  }
}
