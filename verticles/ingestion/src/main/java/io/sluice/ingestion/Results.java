package io.sluice.ingestion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.message.Ingestion.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts documents by what came of them. */
final class Results {
  private static final List<Status> ENDS = List.of(Status.DONE, Status.UNCHANGED, Status.FAILED);

  private final Map<Status, Counter> ended = new EnumMap<>(Status.class);

  Results(MeterRegistry registry) {
    ENDS.forEach(status -> ended.put(status, Counter.builder("rag.ingested.documents")
        .description("Documents that were taken in, found to be there already, or given up")
        .tag("result", status.name().toLowerCase(Locale.ROOT)).register(registry)));
  }

  /** A job that is open has no result yet. */
  void count(Job job) {
    var counter = ended.get(job.status());
    if (counter != null) {
      counter.increment();
    }
  }
}
