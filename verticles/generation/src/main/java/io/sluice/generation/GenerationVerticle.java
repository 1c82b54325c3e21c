package io.sluice.generation;

import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.chunking.Tokens;
import io.sluice.generation.extractive.ExtractiveProvider;
import io.sluice.generation.prompt.PromptSets;
import io.sluice.message.Generation;
import io.sluice.resilience.Circuits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The actor that answers from passages. Its event loop opens streams and passes on what models say;
 * instances of one node share the worker pool on which sentences are read, which ends with the last of
 * them. How much an endpoint is asked at once counts for each instance; its
 * circuit is one for the node.
 */
public final class GenerationVerticle extends VerticleBase {
  private static final String POOL = "sluice-generation";

  private final Bus bus;
  private final Streams streams;
  private final GenerationConfig config;
  private final Circuits circuits;
  private @Nullable Models models;

  public GenerationVerticle(Bus bus, Streams streams, GenerationConfig config,
      Circuits circuits) {
    this.bus = bus;
    this.streams = streams;
    this.config = config;
    this.circuits = circuits;
  }

  @Override
  public Future<?> start() {
    var workers = vertx.createSharedWorkerExecutor(POOL,
        Runtime.getRuntime().availableProcessors());
    return workers.executeBlocking(() -> Startup.read(config), false)
        .compose(read -> serve(workers, Objects.requireNonNull(read)));
  }

  private Future<?> serve(WorkerExecutor workers, Startup read) {
    var opened = new Models(vertx, bus, workers, read.config(), read.prompts(),
        new ExtractiveProvider(workers, config.extractive()), circuits);
    models = opened;
    circuits.inProcess(GenerationConfig.EXTRACTIVE);
    if (read.config().hasModels()) {
      // The tokenizer's tables take a second to load: not while somebody waits for an answer.
      workers.executeBlocking(() -> new Tokens("ready").count(0, 1, 1), false);
    }
    var generations = new Generations(streams, bus.tracing(), opened::chain);
    var completions = new Completions(workers);
    return Future.all(bus.serve(Generation.GENERATE, generations::generate),
        bus.serve(Generation.COMPLETE, (request, call) -> completions.complete(request,
            call.atMost(Generation.COMPLETE.timeout()), opened.endpoints(request.tier()))));
  }

  @Override
  public Future<?> stop() {
    return models == null ? Future.succeededFuture() : models.close();
  }

  /** What is read from files before anything is served. */
  private record Startup(GenerationConfig config, PromptSets prompts) {

    static Startup read(GenerationConfig config) throws IOException {
      var whole = KeyFiles.read(config);
      return new Startup(whole,
          whole.hasModels() ? PromptSets.read(config.prompts()) : PromptSets.none());
    }
  }
}
