package io.sluice.ingestion;

import io.sluice.ingestion.Delivery.Uploaded;
import io.sluice.ingestion.Tally.Fate;
import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documents of one source, as far as it has put them in. Used by one thread, which it blocks. */
final class Shelf<S> {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
  private static final Bytes NONE = Bytes.of(new byte[0]);
  private static final Duration SAVE_EVERY = Duration.ofSeconds(10);

  private final SourceConfig source;
  private final Placement placement;
  private final SourceState<S> state;
  private final Delivery delivery;
  private final DocumentNames names;
  private long savedAt = System.nanoTime();

  Shelf(SourceConfig source, SourceState<S> state, Delivery delivery,
      DocumentNames names) {
    this.source = source;
    this.placement = Placement.of(source);
    this.state = state;
    this.delivery = delivery;
    this.names = names;
  }

  /**
   * What is told of a document.
   *
   * @param path below the source, of which its id is made
   * @param address where it is
   */
  record Label(String path, String address, @Nullable String fileName,
      @Nullable String mediaType) {}

  int size() {
    return state.size();
  }

  /** The keys there are, of this path and below it; all where it is empty. */
  List<String> under(String path) {
    return state.under(path);
  }

  @Nullable
  Item<S> find(String key) {
    return state.find(key);
  }

  /** Whether it was put where it would be put now. */
  boolean isInPlace(Item<S> item) {
    return item.placement().equals(placement);
  }

  /** Notes what it looks like now, where its bytes are the same. */
  void restamp(String key, Item<S> item, S stamp) {
    state.put(key, item.with(stamp));
  }

  /** Makes a document of what was uploaded, unless it is there already. */
  Fate put(String key, S stamp, Uploaded uploaded, Label label) throws InterruptedException {
    var known = state.find(key);
    if (known != null && known.hash().equals(uploaded.hash()) && isInPlace(known)) {
      delivery.drop(uploaded.id());
      restamp(key, known, stamp);
      return Fate.UNCHANGED;
    }
    var document = state.idFor(key,
        names.path(placement.collection(), source.name() + "/" + label.path()));
    if (known != null && !known.placement().collection().equals(placement.collection())
        && !erase(key)) {
      delivery.drop(uploaded.id());
      return Fate.LATER;
    }
    var request = new SubmitDocument(placement.collection(), document, null, label.fileName(),
        label.mediaType(), placement.tags(), placement.acl(), label.address(), NONE, uploaded.id(),
        null, null);
    return switch (delivery.submit(request)) {
      case Refused<DocumentAccepted>(Refusal why) -> {
        delivery.drop(uploaded.id());
        LOG.warn("source refused source={} key={} code={} reason={}", source.name(), key,
            why.code(), why.message());
        yield why.retryable() ? Fate.LATER : Fate.FAILED;
      }
      case Answered<DocumentAccepted> accepted -> {
        state.put(key, new Item<>(document, placement, uploaded.hash(), stamp));
        saveNowAndThen();
        yield Fate.SUBMITTED;
      }
    };
  }

  /** Whether the document is gone from everywhere, or was before. */
  boolean erase(String key) throws InterruptedException {
    var item = state.find(key);
    if (item == null) {
      return true;
    }
    return switch (delivery.erase(item)) {
      case Refused<Erased>(NotFound none) -> forget(key);
      case Answered<Erased> erased -> forget(key);
      case Refused<Erased>(Refusal why) -> {
        LOG.warn("source could not erase source={} key={} code={} reason={}", source.name(), key,
            why.code(), why.message());
        yield false;
      }
    };
  }

  private boolean forget(String key) {
    state.remove(key);
    saveNowAndThen();
    return true;
  }

  private void saveNowAndThen() {
    if (System.nanoTime() - savedAt > SAVE_EVERY.toNanos()) {
      save();
    }
  }

  /** A disk that is full does not stop a source: what is not saved is looked at again. */
  void save() {
    var stopped = Thread.interrupted();
    try {
      stopped |= saveDespiteInterrupt();
    } catch (IOException e) {
      LOG.error("could not save the state of a source source={}", source.name(), e);
    }
    savedAt = System.nanoTime();
    if (stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A stop closes the file that is written; it comes once. True where it came. */
  private boolean saveDespiteInterrupt() throws IOException {
    try {
      state.save();
      return false;
    } catch (ClosedByInterruptException e) {
      var stopped = Thread.interrupted();
      state.save();
      return stopped;
    }
  }
}
