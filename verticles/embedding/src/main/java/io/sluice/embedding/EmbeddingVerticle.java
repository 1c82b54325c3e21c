package io.sluice.embedding;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the vectors of texts. It has threads of its own: one instance is enough for a node. */
public final class EmbeddingVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingVerticle.class);

  private final Bus bus;
  private final EmbeddingConfig config;
  private @Nullable Serving serving;

  public EmbeddingVerticle(Bus bus, EmbeddingConfig config) {
    this.bus = bus;
    this.config = config;
  }

  private record Serving(EmbeddingModel model, EmbeddingWorkers workers) {}

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(() -> EmbeddingModel.load(config))
        .compose(model -> serve(Objects.requireNonNull(model)));
  }

  private Future<Void> serve(EmbeddingModel model) {
    LOG.info("embedding model loaded model={} languages={} threads={} maxBatch={}", model.name(),
        config.languages(), config.workers(), config.maxBatch());
    var loaded = new Serving(model, new EmbeddingWorkers(model, config));
    serving = loaded;
    loaded.workers().start();
    var described = new ModelDescribed(model.name(), config.languages());
    return Future.all(bus.serve(Embedding.EMBED, (request, call) -> embed(loaded, request, call)),
        bus.serve(Embedding.DESCRIBE_MODEL,
            (_, _) -> Future.succeededFuture(Reply.of(described))))
        .mapEmpty();
  }

  private Future<Reply<Embedded>> embed(Serving loaded, Embed request, CallInfo call) {
    var prefix = config.prefix(request.purpose());
    var texts = prefix.isEmpty()
        ? request.texts()
        : request.texts().stream().map(prefix::concat).toList();
    var vectors = loaded.workers().submit(texts, request.purpose(),
        call.atMost(Embedding.EMBED.timeout()));
    // Answered on the worker: a detour over this verticle's event loop would cost another wake-up.
    return Future.fromCompletionStage(vectors)
        .map(reply -> reply
            .map(list -> new Embedded(loaded.model().name(), config.languages(), list)));
  }

  @Override
  public Future<?> stop() {
    var loaded = serving;
    if (loaded == null) {
      return Future.succeededFuture();
    }
    return vertx.executeBlocking(() -> {
      loaded.workers().stop();
      loaded.model().close();
      return null;
    });
  }
}
