package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.privacy.PrivacyKey;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * Goes through folders and lists of pages, and has what changed there taken in. To be deployed once in a whole
 * cluster, after what takes documents in, on virtual threads.
 */
public final class SourcesVerticle extends VerticleBase {
  private final Bus bus;
  private final IngestionConfig config;
  private @Nullable Sources sources;

  public SourcesVerticle(Bus bus, IngestionConfig config) {
    this.bus = bus;
    this.config = config;
  }

  @Override
  public Future<?> start() throws IOException {
    var key = PrivacyKey.loadOrCreate(Files.createDirectories(config.path())
        .resolve("privacy.key"));
    var names = new DocumentNames(collection -> config.of(collection).privacy(), key);
    var going = new Sources(vertx, bus, config, names);
    sources = going;
    going.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    var going = sources;
    return going == null
        ? Future.succeededFuture()
        : vertx.executeBlocking(() -> {
          going.close();
          return null;
        });
  }
}
