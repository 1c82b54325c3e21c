package io.sluice.embedding;

import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Reply;
import io.sluice.message.Vector;
import io.sluice.onnx.UnusableModelException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vectors from a model in this process. */
final class LocalVectors implements VectorSource {
  private static final Logger LOG = LoggerFactory.getLogger(LocalVectors.class);

  private final Vertx vertx;
  private final EmbeddingModel model;
  private final EmbeddingWorkers workers;

  private LocalVectors(Vertx vertx, EmbeddingModel model, EmbeddingConfig config) {
    this.vertx = vertx;
    this.model = model;
    this.workers = new EmbeddingWorkers(model, config);
  }

  /** Reads files and takes a while: not for an event loop. */
  static LocalVectors load(Vertx vertx, EmbeddingConfig config) throws UnusableModelException {
    var source = new LocalVectors(vertx, EmbeddingModel.load(config), config);
    LOG.info("embedding model loaded model={} languages={} threads={} maxBatch={}", source.model(),
        config.languages(), config.workers(), config.maxBatch());
    source.workers.start();
    return source;
  }

  @Override
  public String model() {
    return model.name();
  }

  /** Answered on a worker: a detour over an event loop would cost another wake-up. */
  @Override
  public Future<Reply<List<Vector>>> embed(List<String> texts, Purpose purpose, CallInfo call) {
    return Future.fromCompletionStage(workers.submit(texts, purpose, call));
  }

  @Override
  public Future<?> close() {
    return vertx.executeBlocking(() -> {
      workers.stop();
      model.close();
      return null;
    });
  }
}
