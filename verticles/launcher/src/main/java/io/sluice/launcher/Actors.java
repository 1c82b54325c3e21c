package io.sluice.launcher;

import io.sluice.abrouting.AbRoutingConfig;
import io.sluice.abrouting.AbRoutingVerticle;
import io.sluice.admission.AdmissionVerticle;
import io.sluice.answer.AnswerVerticle;
import io.sluice.answer.QuestionPrivacy;
import io.sluice.answer.batch.BatchVerticle;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.cache.CacheVerticle;
import io.sluice.cluster.Cluster;
import io.sluice.cluster.Role;
import io.sluice.embedding.EmbeddingVerticle;
import io.sluice.generation.GenerationVerticle;
import io.sluice.http.HttpVerticle;
import io.sluice.http.Operations;
import io.sluice.http.OperationsVerticle;
import io.sluice.http.TcpBridgeVerticle;
import io.sluice.http.WebFiles;
import io.sluice.ingestion.IngestionVerticle;
import io.sluice.ingestion.SourcesVerticle;
import io.sluice.insight.InsightVerticle;
import io.sluice.redis.RedisLink;
import io.sluice.rerank.RerankVerticle;
import io.sluice.resilience.Circuits;
import io.sluice.retrieval.RetrievalVerticle;
import io.sluice.tierrouting.TierRoutingVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deploys those actors whose roles this node has.
 *
 * @param redis what nodes share; null where nothing is shared
 * @param cluster the nodes beside this one; null where it is alone
 */
record Actors(Vertx vertx, Bus bus, Streams streams, @Nullable RedisLink redis,
    @Nullable Cluster cluster, Circuits circuits, NodeConfig config, NodeMetrics metrics) {

  /** What hears of changes of the corpus, before there are any. */
  Future<?> cache() {
    return one(Role.CACHE, ThreadingModel.EVENT_LOOP,
        () -> new CacheVerticle(bus, config.cache(), redis, metrics.registry()));
  }

  /** The one that answers; gives its deployment. */
  Future<@Nullable String> answer() {
    return one(Role.ANSWER, ThreadingModel.VIRTUAL_THREAD,
        () -> new AnswerVerticle(bus, streams, config.answer(), config.rerank().isUsed(),
            !config.experiments().all().isEmpty(), config.policy(), redis, metrics.registry()));
  }

  /**
   * Those that answers need. Where one fails the others are waited for: a model must not be closed while it
   * is being loaded.
   */
  Future<?> stages() {
    return Future.join(List.of(
        one(Role.RETRIEVAL, ThreadingModel.EVENT_LOOP,
            () -> new RetrievalVerticle(bus, config.retrieval(), redis, metrics.registry())),
        one(Role.EMBEDDING, ThreadingModel.EVENT_LOOP,
            () -> new EmbeddingVerticle(bus, config.embedding(), circuits)),
        rerank(),
        one(Role.TIER_ROUTING, ThreadingModel.EVENT_LOOP,
            () -> new TierRoutingVerticle(bus, config.tierRouting())),
        single(Role.AB_ROUTING, Role.AB_ROUTING.word(), ThreadingModel.EVENT_LOOP,
            () -> new AbRoutingVerticle(bus, AbRoutingConfig.below(config.storage().path(),
                config.experiments()))),
        single(Role.INSIGHT, Role.INSIGHT.word(), ThreadingModel.EVENT_LOOP,
            () -> new InsightVerticle(bus, config.insight(), metrics.registry())),
        one(Role.GENERATION, ThreadingModel.EVENT_LOOP,
            () -> new GenerationVerticle(bus, streams, config.generation(), circuits))));
  }

  Future<?> ingestion() {
    return one(Role.INGESTION, ThreadingModel.VIRTUAL_THREAD,
        () -> new IngestionVerticle(bus, config.ingestion(), config.sample(),
            metrics.registry()));
  }

  /** Polled by one, so that nothing is fetched and taken in twice; after what takes it in. */
  Future<?> sources() {
    return config.ingestion().sources().isEmpty()
        ? Future.succeededFuture()
        : single(Role.INGESTION, "ingestion.sources", ThreadingModel.VIRTUAL_THREAD,
            () -> new SourcesVerticle(bus, config.ingestion()));
  }

  Future<?> admission() {
    return one(Role.ADMISSION, ThreadingModel.EVENT_LOOP,
        () -> new AdmissionVerticle(bus, config.admission(), redis));
  }

  /** Gives its deployment. */
  Future<@Nullable String> batches() {
    return one(Role.ANSWER, ThreadingModel.VIRTUAL_THREAD,
        () -> new BatchVerticle(bus, streams, config.batches(),
            QuestionPrivacy.configured(config.answer())));
  }

  Future<?> lag() {
    return deploy(ThreadingModel.EVENT_LOOP, NodeMetrics.EVENT_LOOPS,
        () -> new LoopLag(metrics.registry()));
  }

  /**
   * One front door for each core; a port that is to be found out is served by one. A node that is none says
   * there how it is, and nothing else.
   */
  Future<String> doors(WebFiles files, Operations operations, Supplier<Duration> lastAnswers,
      IntConsumer listening) {
    if (!config.cluster().has(Role.HTTP)) {
      return deploy(ThreadingModel.EVENT_LOOP, 1,
          () -> new OperationsVerticle(bus, config.http(), operations, listening));
    }
    return deploy(ThreadingModel.EVENT_LOOP, instances(),
        () -> new HttpVerticle(bus, config.http(), files, operations, lastAnswers,
            listening));
  }

  Future<?> bridge(IntConsumer listening) {
    return config.cluster().has(Role.HTTP) && config.http().bridges().tcpPort() > 0
        ? deploy(ThreadingModel.EVENT_LOOP, instances(),
            () -> new TcpBridgeVerticle(bus, config.http(), listening))
        : Future.succeededFuture();
  }

  private int instances() {
    return config.http().port() == 0 ? 1 : Runtime.getRuntime().availableProcessors();
  }

  /** Where nobody reranks there is nobody to ask, and passages stay as the search has them. */
  private Future<?> rerank() {
    return config.rerank().isUsed()
        ? one(Role.RERANK, ThreadingModel.EVENT_LOOP,
            () -> new RerankVerticle(bus, config.rerank(), circuits))
        : Future.succeededFuture();
  }

  /** One in the whole cluster. */
  private Future<?> single(Role role, String name, ThreadingModel threads,
      Supplier<Deployable> actor) {
    if (cluster == null || !config.cluster().has(role)) {
      return one(role, threads, actor);
    }
    return new Single(vertx, role, name, cluster, () -> deploy(threads, 1, actor)).start();
  }

  private Future<@Nullable String> one(Role role, ThreadingModel threads,
      Supplier<Deployable> actor) {
    return config.cluster().has(role)
        ? deploy(threads, 1, actor).map(id -> id)
        : Future.succeededFuture();
  }

  private Future<String> deploy(ThreadingModel threads, int instances,
      Supplier<Deployable> actor) {
    return vertx.deployVerticle(actor,
        new DeploymentOptions().setThreadingModel(threads).setInstances(instances));
  }
}
