package io.sluice.retrieval;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** How often the corpus is searched, and how long that takes. Safe for any thread. */
final class SearchMeter {
  private static final Duration[] BUCKETS = DoubleStream
      .of(1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
      .mapToObj(ms -> Duration.ofNanos((long) (ms * 1e6))).toArray(Duration[]::new);

  private final Counter requests;
  private final Timer latency;

  SearchMeter(MeterRegistry registry) {
    this.requests = Counter.builder("rag.search.requests")
        .description("Searches of the corpus, for questions and for searches alone, but for those"
            + " that the cache of passages answers")
        .register(registry);
    this.latency = Timer.builder("rag.search.latency").description("One search of the corpus")
        .serviceLevelObjectives(BUCKETS).register(registry);
  }

  <T> Future<T> measure(Supplier<Future<T>> search) {
    requests.increment();
    var start = System.nanoTime();
    return search.get()
        .onComplete(_ -> latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
  }
}
