package io.sluice.ingestion;

import io.sluice.message.Ingestion.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells those who want to know that something else is searched now. Confined to one context. */
final class Changes {
  private final List<Consumer<Change>> listeners = new ArrayList<>();

  /**
   * A document is searched by another version, or not any more.
   *
   * @param version the one that is searched now; null where none is
   * @param added passages that were not searched before
   * @param removed passages that are not searched any more
   */
  record Change(DocumentKey document, @Nullable Integer version, int added, int removed,
      Instant at) {}

  void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  /** A job that ended with a commit. */
  void tell(Job ended) {
    if (ended.status() == Status.DONE) {
      tell(ended.key(), ended.version(), ended.state().passages().added(),
          ended.state().passages().removed());
    }
  }

  void tell(DocumentKey document, @Nullable Integer version, int added, int removed) {
    var change = new Change(document, version, added, removed, Instant.now());
    listeners.forEach(listener -> listener.accept(change));
  }
}
