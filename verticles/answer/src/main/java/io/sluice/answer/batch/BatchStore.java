package io.sluice.answer.batch;

import io.sluice.bus.Streams;
import io.sluice.message.Batches.BatchLine;
import io.sluice.message.CallInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All batches there are, a folder each. Confined to one context. */
final class BatchStore {
  private static final Logger LOG = LoggerFactory.getLogger(BatchStore.class);

  private final Path path;
  private final Streams streams;
  private final Map<String, Batch> byId = new HashMap<>();
  private final Map<BatchHeader.Key, Batch> byKey = new HashMap<>();

  private BatchStore(Path path, Streams streams) {
    this.path = path;
    this.streams = streams;
  }

  /** Opens what is there; a batch that cannot be read is left alone and reported. */
  static BatchStore open(Path path, Streams streams) throws IOException {
    var store = new BatchStore(Files.createDirectories(path), streams);
    try (var folders = Files.newDirectoryStream(path, Files::isDirectory)) {
      for (var folder : folders) {
        store.load(folder);
      }
    }
    return store;
  }

  /** Those that are not done, in the order they came. */
  List<Batch> running() {
    return byId.values().stream().filter(Batch::isRunning)
        .sorted(Comparator.comparing((Batch batch) -> batch.state().createdAt())).toList();
  }

  /** The newest first. */
  List<Batch> seenBy(CallInfo call) {
    return byId.values().stream().filter(batch -> batch.header().isSeenBy(call))
        .sorted(Comparator.comparing((Batch batch) -> batch.state().createdAt()).reversed())
        .toList();
  }

  /** Null where there is none for this asker. */
  @Nullable
  Batch find(String id, CallInfo call) {
    var batch = byId.get(id);
    return batch == null || !batch.header().isSeenBy(call) ? null : batch;
  }

  @Nullable
  Batch find(BatchHeader.Key key) {
    return byKey.get(key);
  }

  static BatchHeader header(List<BatchLine> lines, @Nullable String key, CallInfo call) {
    return new BatchHeader(UUID.randomUUID().toString(), call.tenant(), call.principals(),
        call.account(), key, lines.size(), Instant.now());
  }

  /** Returns when the batch is on the disk. */
  Batch create(BatchHeader header, List<BatchLine> lines) throws IOException {
    var batch = Batch.open(BatchFolder.create(path.resolve(header.id()), header, lines), streams);
    add(batch);
    return batch;
  }

  void drop(Batch batch) throws IOException {
    batch.drop();
    byId.remove(batch.header().id());
    var key = batch.header().owned();
    if (key != null) {
      byKey.remove(key, batch);
    }
  }

  /** Forgets those that ended so long ago, and lets go of files that nobody reads. */
  void sweep(Duration keepFor) {
    for (var batch : List.copyOf(byId.values())) {
      try {
        if (batch.isOlderThan(keepFor)) {
          drop(batch);
        } else {
          batch.rest();
        }
      } catch (IOException e) {
        LOG.error("could not put away batch={}", batch.header().id(), e);
      }
    }
  }

  Collection<Batch> all() {
    return List.copyOf(byId.values());
  }

  private void load(Path folder) throws IOException {
    if (folder.toString().endsWith(Forced.HALF)) {
      Forced.deleteTree(folder);
      return;
    }
    try {
      add(Batch.open(new BatchFolder(folder), streams));
    } catch (IOException | RuntimeException e) {
      LOG.error("unreadable batch folder={}", folder, e);
    }
  }

  private void add(Batch batch) {
    byId.put(batch.header().id(), batch);
    var key = batch.header().owned();
    if (key != null) {
      byKey.put(key, batch);
    }
  }
}
