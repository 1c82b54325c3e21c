package io.sluice.ingestion;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which parts of a folder have changed: their paths, or the empty one where all of it is to be
 * looked at. One that watches nothing only passes the time. Used by one thread.
 */
final class FolderWatch implements AutoCloseable {
  /** All of a folder. */
  static final String EVERYTHING = "";
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
  /** What a name becomes in part where the system's character set cannot hold it. */
  static final char UNKNOWN = '\ufffd';

  private final @Nullable WatchService service;
  private final NavigableMap<String, WatchKey> keys = new TreeMap<>();
  private final Map<WatchKey, String> paths = new HashMap<>();
  private boolean complete = true;

  private FolderWatch(@Nullable WatchService service) {
    this.service = service;
  }

  static FolderWatch none() {
    return new FolderWatch(null);
  }

  /** Watches what is added to it; nothing where the system has no more watches to give. */
  static FolderWatch open() {
    try {
      return new FolderWatch(FileSystems.getDefault().newWatchService());
    } catch (IOException e) {
      LOG.warn("folders cannot be watched, changes are noticed late reason={}", e.toString());
      return none();
    }
  }

  void add(Path folder, String path) {
    if (service == null) {
      return;
    }
    try {
      var key = folder.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
      keys.put(path, key);
      paths.put(key, path);
    } catch (IOException e) {
      if (complete) {
        LOG.warn("not all folders can be watched, changes are noticed late folder={} reason={}",
            folder, e.toString());
      }
      complete = false;
    }
  }

  /**
   * What changes within the patience; once there is something, what else changes in the time in which
   * it settles, so that many changes make one round.
   */
  Set<String> changes(Duration patience, Duration settle) throws InterruptedException {
    var changed = new TreeSet<String>();
    var end = System.nanoTime() + patience.toNanos();
    for (var left = patience.toNanos(); left > 0 && changed.isEmpty(); left = end
        - System.nanoTime()) {
      take(changed, Duration.ofNanos(left));
    }
    if (!changed.isEmpty()) {
      changed.addAll(changesWithin(settle));
    }
    return changed;
  }

  /** What changes in this time, at the end of it. */
  Set<String> changesWithin(Duration time) throws InterruptedException {
    var changed = new TreeSet<String>();
    var end = System.nanoTime() + time.toNanos();
    for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      take(changed, Duration.ofNanos(left));
    }
    return changed;
  }

  private void take(Set<String> changed, Duration patience) throws InterruptedException {
    if (service == null) {
      Thread.sleep(patience);
      return;
    }
    var key = service.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (key != null) {
      take(changed, key);
    }
  }

  private void take(Set<String> changed, WatchKey key) {
    var path = paths.get(key);
    for (var event : key.pollEvents()) {
      if (event.kind().equals(OVERFLOW)) {
        changed.add(EVERYTHING);
      } else if (path != null && event.context() instanceof Path name) {
        take(changed, path, name.toString(), event.kind().equals(ENTRY_DELETE));
      }
    }
    if (!key.reset() && path != null) {
      forget(path);
      changed.add(path);
    }
  }

  private void take(Set<String> changed, String folder, String name, boolean deleted) {
    if (name.indexOf(UNKNOWN) >= 0) {
      changed.add(EVERYTHING);
    } else if (!SkippedNames.skips(name)) {
      var path = folder.isEmpty() ? name : folder + "/" + name;
      changed.add(path);
      if (deleted) {
        forget(path);
      }
    }
  }

  /** A folder that was renamed goes on being watched, under a name that is no longer its own. */
  private void forget(String path) {
    // '0' is the character after '/'.
    var below = path.isEmpty() ? keys : keys.subMap(path + "/", path + "0");
    below.forEach(this::cancel);
    below.clear();
    var own = keys.remove(path);
    if (own != null) {
      cancel(path, own);
    }
  }

  /** One that was added again under another name is that name's. */
  private void cancel(String path, WatchKey key) {
    if (paths.remove(key, path)) {
      key.cancel();
    }
  }

  @Override
  public void close() {
    try {
      if (service != null) {
        service.close();
      }
    } catch (IOException e) {
      LOG.debug("could not close a watch", e);
    }
  }
}
