package io.sluice.launcher;

import io.sluice.bus.Bus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A node for an evaluation alone: it has no door, takes nothing in by itself, and leaves nothing
 * behind unless it is told to keep its storage.
 */
final class EvalNode implements AutoCloseable {
  private final NodeConfig config;
  private final Node node;
  private final @Nullable Path temporary;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EvalNode(NodeConfig config, Node node, @Nullable Path temporary) {
    this.config = config;
    this.node = node;
    this.temporary = temporary;
  }

  /** Starts it on the folder that is kept, or on one that is deleted at the end, however that comes. */
  static EvalNode start(ConfigOptions options, @Nullable Path keep) throws IOException {
    var temporary = keep == null ? Files.createTempDirectory("sluice-eval") : null;
    try {
      var config = options.read(settings(temporary == null ? keep : temporary));
      var node = new EvalNode(config, Node.withoutDoor(config), temporary);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(node::close));
      return node;
    } catch (RuntimeException e) {
      delete(temporary);
      throw e;
    }
  }

  private static Map<String, String> settings(@Nullable Path storage) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("storage.path", String.valueOf(storage));
    settings.put("sample.enabled", "false");
    settings.put("ingestion.sources", "[]");
    settings.put("cluster.members", "");
    settings.put("cluster.kubernetes-service", "");
    settings.put("cluster.roles", "[]");
    settings.put("ingestion.kafka.bootstrap-servers", "");
    return settings;
  }

  Bus bus() {
    return node.bus();
  }

  /** The settings that the documents of a collection are cut by. */
  String chunking(String collection) {
    var ingestion = config.ingestion();
    return ingestion.collections().getOrDefault(collection, ingestion.rules())
        .fingerprint();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      node.close();
      delete(temporary);
    }
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (var found = Files.walk(folder)) {
      for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new Trouble("could not delete " + folder);
    }
  }
}
