package io.sluice.launcher;

import io.sluice.bus.Bus;
import java.io.IOException;
import java.nio.file.Path;
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
  private final @Nullable TemporaryStorage temporary;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EvalNode(NodeConfig config, Node node, @Nullable TemporaryStorage temporary) {
    this.config = config;
    this.node = node;
    this.temporary = temporary;
  }

  /** Starts it on the folder that is kept, or on one that is deleted at the end, however that comes. */
  static EvalNode start(ConfigOptions options, @Nullable Path keep) throws IOException {
    var temporary = keep == null ? TemporaryStorage.create() : null;
    try {
      var config = options.read(alone(temporary == null ? keep : temporary.path()));
      var node = new EvalNode(config, Node.withoutDoor(config), temporary);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(node::close));
      return node;
    } catch (RuntimeException e) {
      delete(temporary);
      throw e;
    }
  }

  /** What a node is told that has this folder, and knows nobody. */
  static Map<String, String> alone(@Nullable Path storage) {
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

  private static void delete(@Nullable TemporaryStorage folder) {
    if (folder != null) {
      folder.close();
    }
  }
}
