package io.sluice.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Measures how much later than it was due an event loop comes to what it has to do. To be deployed once
 * for each event loop.
 */
final class LoopLag extends VerticleBase {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration[] BUCKETS = LongStream.of(1, 5, 10, 25, 50, 100, 250, 500, 1000)
      .mapToObj(Duration::ofMillis).toArray(Duration[]::new);

  private final Timer lag;

  LoopLag(MeterRegistry registry) {
    this.lag = Timer.builder("rag.event.loop.lag")
        .description("How much later than it was due an event loop ran a timer")
        .serviceLevelObjectives(BUCKETS).register(registry);
  }

  @Override
  public Future<?> start() {
    tick();
    return Future.succeededFuture();
  }

  private void tick() {
    var due = System.nanoTime() + TICK.toNanos();
    vertx.setTimer(TICK.toMillis(), _ -> {
      lag.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
      tick();
    });
  }
}
