package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what died in a collection a little after it was changed. Until then it is not found, but
 * counts where Weaviate tells how rare a word is. Thread-safe.
 */
final class WeaviateSweeps {

  private static final Logger LOG = LoggerFactory.getLogger(WeaviateSweeps.class);
  private static final long AFTER_MS = 5_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Vertx vertx;
  private final ExecutorService threads;
  private final WeaviateDatabase database;
  private final WeaviateTurns turns;
  private final Map<Place, Long> timers = new ConcurrentHashMap<>();

  /** A collection of a tenant. */
  private record Place(String tenant, String collection) {}

  WeaviateSweeps(Vertx vertx, ExecutorService threads, WeaviateDatabase database,
      WeaviateTurns turns) {
    this.vertx = vertx;
    this.threads = threads;
    this.database = database;
    this.turns = turns;
  }

  /** The collection was changed. */
  void soon(WeaviateCollection changed) {
    timers.computeIfAbsent(new Place(changed.tenant(), changed.name()),
        place -> vertx.setTimer(AFTER_MS, _ -> threads.execute(() -> sweep(place))));
  }

  /** What is not deleted by then is when the collection changes again. */
  void close() {
    timers.values().forEach(vertx::cancelTimer);
  }

  private void sweep(Place place) {
    timers.remove(place);
    var call = new CallInfo("sweep", place.tenant(), List.of(), null,
        System.nanoTime() + LONGEST.toNanos(), null);
    try {
      turns.tidy(database.collection(place.collection(), call), call);
    } catch (IOException e) {
      LOG.warn("the dead are not yet deleted tenant={} collection={} why={}", place.tenant(),
          place.collection(), e.getMessage());
    }
  }
}
