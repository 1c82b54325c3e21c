package io.sluice.ingestion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was handed to the queue here and has not come back from it yet, or was let go of again, as if
 * it were accepted: its sender may ask for it. Of very many the oldest are forgotten. Confined to one context.
 */
final class KafkaAnnounced {
  private static final int MOST = 10_000;

  private final Map<String, Job> byId = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Job> eldest) {
      return size() > MOST;
    }
  };

  void add(Job job) {
    byId.put(job.id(), job);
  }

  @Nullable
  Job find(String ingestion) {
    return byId.get(ingestion);
  }

  /** What of a document waits. */
  List<Job> of(DocumentKey document) {
    return byId.values().stream().filter(job -> job.key().equals(document)).toList();
  }

  /** Whether one with these principals may see all of a document that wait. */
  boolean areVisibleTo(DocumentKey document, List<String> principals) {
    return of(document).stream().allMatch(job -> job.isVisibleTo(principals));
  }

  /** It came back, or will not. */
  void remove(String ingestion) {
    byId.remove(ingestion);
  }
}
