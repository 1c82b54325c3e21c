package io.sluice.generation;

import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.generation.extractive.ExtractiveProvider;
import io.sluice.message.Generation;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * The actor that answers from passages. Its event loop only opens streams; instances of one node share
 * the worker pool on which sentences are read, which ends with the last of them.
 */
public final class GenerationVerticle extends VerticleBase {
  private static final String POOL = "sluice-generation";

  private final Bus bus;
  private final Streams streams;
  private final GenerationConfig config;

  public GenerationVerticle(Bus bus, Streams streams, GenerationConfig config) {
    this.bus = bus;
    this.streams = streams;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    var workers = vertx.createSharedWorkerExecutor(POOL,
        Runtime.getRuntime().availableProcessors());
    var generations = new Generations(streams, new ExtractiveProvider(workers, config));
    return bus.serve(Generation.GENERATE, generations::generate);
  }
}
