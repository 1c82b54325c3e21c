package io.sluice.rerank;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Reranking;
import io.sluice.message.Reranking.Rerank;
import io.sluice.message.Reranking.Reranked;
import io.sluice.resilience.Circuits;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the scores of passages. One instance is enough for a node. */
public final class RerankVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RerankVerticle.class);
  /** What a reply needs to come in time; less would turn a late part of the scores into none. */
  private static final Duration LEAST_GRACE = Duration.ofMillis(5);
  private static final int GRACE_PART = 20;

  private final Bus bus;
  private final RerankConfig config;
  private final Circuits circuits;
  private @Nullable Reranker reranker;

  /** The configuration must name somebody who reranks. */
  public RerankVerticle(Bus bus, RerankConfig config, Circuits circuits) {
    this.bus = bus;
    this.config = config;
    this.circuits = circuits;
  }

  @Override
  public Future<?> start() {
    return open().compose(opened -> {
      reranker = opened;
      return bus.serve(Reranking.RERANK, (request, call) -> rerank(opened, request, call));
    });
  }

  private Future<Reranker> open() {
    if (config.endpoint().isUsed()) {
      LOG.info("reranking at {}", config.endpoint());
      return Future.succeededFuture(new EndpointReranker(vertx, config.endpoint(), circuits,
          bus.tracing()));
    }
    var folder = Objects.requireNonNull(config.folder(), "nobody to rerank is configured");
    return vertx.executeBlocking(() -> CrossEncoder.load(folder, config.maxTokens()))
        .map(loaded -> local(Objects.requireNonNull(loaded)));
  }

  private Reranker local(CrossEncoder model) {
    LOG.info("rerank model loaded model={} threads={} batch={}", model.name(), config.workers(),
        config.batch());
    var workers = new RerankWorkers(model, config);
    workers.start();
    return new LocalReranker(vertx, model, workers);
  }

  private static Future<Reply<Reranked>> rerank(Reranker reranker, Rerank request, CallInfo call) {
    if (request.texts().isEmpty()) {
      return Future
          .succeededFuture(Reply.refused(new BadRequest("there is no text to score", "texts")));
    }
    return reranker.score(request.query(), request.texts(), earlier(call))
        .map(reply -> reply.map(scores -> new Reranked(reranker.model(), scores)));
  }

  /** Done a little before the asker's patience ends. */
  private static CallInfo earlier(CallInfo call) {
    var remaining = call.atMost(Reranking.RERANK.timeout()).remaining();
    var part = remaining.dividedBy(GRACE_PART);
    return call.atMost(remaining.minus(part.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : part));
  }

  @Override
  public Future<?> stop() {
    var opened = reranker;
    return opened == null ? Future.succeededFuture() : opened.close();
  }
}
