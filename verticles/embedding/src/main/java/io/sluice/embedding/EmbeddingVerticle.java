package io.sluice.embedding;

import io.micrometer.core.instrument.Counter;
import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Reply;
import io.sluice.resilience.Circuits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves the vectors of texts, from a model in this process or from a server. One instance is enough
 * for a node.
 */
public final class EmbeddingVerticle extends VerticleBase {
  private final Bus bus;
  private final EmbeddingConfig config;
  private final Circuits circuits;
  private final Counter requests;
  private @Nullable VectorSource source;

  public EmbeddingVerticle(Bus bus, EmbeddingConfig config, Circuits circuits) {
    this.bus = bus;
    this.config = config;
    this.circuits = circuits;
    this.requests = Counter.builder("rag.embedding.requests")
        .description("Requests for vectors, of one text or of many, that no cache could answer")
        .register(circuits.registry());
  }

  @Override
  public Future<?> start() {
    return config.endpoint().isUsed()
        ? serve(EndpointVectors.open(vertx, config, circuits, bus.tracing()))
        : vertx.executeBlocking(() -> LocalVectors.load(vertx, config))
            .compose(local -> serve(Objects.requireNonNull(local)));
  }

  private Future<Void> serve(VectorSource opened) {
    source = opened;
    var described = new ModelDescribed(opened.model(), config.languages());
    return Future.all(bus.serve(Embedding.EMBED, (request, call) -> embed(opened, request, call)),
        bus.serve(Embedding.DESCRIBE_MODEL,
            (_, _) -> Future.succeededFuture(Reply.of(described))))
        .mapEmpty();
  }

  private Future<Reply<Embedded>> embed(VectorSource from, Embed request, CallInfo call) {
    requests.increment();
    var prefix = config.prefix(request.purpose());
    var texts = prefix.isEmpty()
        ? request.texts()
        : request.texts().stream().map(prefix::concat).toList();
    return from.embed(texts, request.purpose(), call.atMost(Embedding.EMBED.timeout()))
        .map(reply -> reply.map(list -> new Embedded(from.model(), config.languages(), list)));
  }

  @Override
  public Future<?> stop() {
    return source == null ? Future.succeededFuture() : source.close();
  }
}
