package io.sluice.launcher;

import io.sluice.abrouting.AbRoutingConfig;
import io.sluice.abrouting.AbRoutingVerticle;
import io.sluice.admission.AdmissionConfig;
import io.sluice.admission.AdmissionVerticle;
import io.sluice.answer.AnswerVerticle;
import io.sluice.answer.QuestionPrivacy;
import io.sluice.answer.batch.BatchVerticle;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.cache.CacheVerticle;
import io.sluice.embedding.EmbeddingVerticle;
import io.sluice.generation.GenerationVerticle;
import io.sluice.http.HttpConfig;
import io.sluice.http.HttpVerticle;
import io.sluice.http.Operations;
import io.sluice.http.Operations.Dependency;
import io.sluice.http.TcpBridgeVerticle;
import io.sluice.http.TlsConfig;
import io.sluice.http.WebFiles;
import io.sluice.ingestion.IngestionVerticle;
import io.sluice.insight.InsightVerticle;
import io.sluice.redis.RedisLink;
import io.sluice.rerank.RerankConfig;
import io.sluice.rerank.RerankVerticle;
import io.sluice.resilience.Circuit.Condition;
import io.sluice.resilience.Circuit.State;
import io.sluice.resilience.Circuits;
import io.sluice.retrieval.RetrievalVerticle;
import io.sluice.tierrouting.TierRoutingVerticle;
import io.sluice.tracing.Traces;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: all actors in one process, on one event bus. */
final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Vertx vertx;
  private final Bus bus;
  private final NodeMetrics metrics;
  private final Traces traces;
  private final int port;
  private final Streams streams;
  private final Duration lastAnswers;
  private final AtomicBoolean stopping;
  private final List<String> beforeAnswers;
  private final List<String> afterAnswers;

  /**
   * @param lastAnswers how long answers are waited for that are being given at the end
   * @param stopping is to say that the node stops
   * @param beforeAnswers is undeployed before the last answers are waited for, in this order
   */
  private Node(Vertx vertx, Bus bus, NodeMetrics metrics, Traces traces, int port, Streams streams,
      Duration lastAnswers, AtomicBoolean stopping, List<String> beforeAnswers,
      List<String> afterAnswers) {
    this.vertx = vertx;
    this.bus = bus;
    this.metrics = metrics;
    this.traces = traces;
    this.port = port;
    this.streams = streams;
    this.lastAnswers = lastAnswers;
    this.stopping = stopping;
    this.beforeAnswers = beforeAnswers;
    this.afterAnswers = afterAnswers;
  }

  /** Starts the actors, those that others need first. */
  static Node start(NodeConfig config) {
    checkPort(config.http(), "port", config.http().port());
    checkPort(config.http(), "bridges.tcp-port", config.http().bridges().tcpPort());
    checkOpen(config);
    checkFiles(config.http().tls());
    return start(config, webFiles(config.http().webroot()));
  }

  /** Starts all but the front door: for work of this process alone. */
  static Node withoutDoor(NodeConfig config) {
    return start(config, null);
  }

  private static WebFiles webFiles(Path folder) {
    try {
      return WebFiles.load(folder);
    } catch (NoSuchFileException e) {
      throw new Trouble("http.webroot: there is no folder " + folder);
    } catch (IOException e) {
      throw new Trouble("http.webroot: " + e.getMessage());
    }
  }

  private static Node start(NodeConfig config, @Nullable WebFiles files) {
    config.language().apply();
    var metrics = new NodeMetrics();
    var traces = Traces.open(config.tracing(), Version.current());
    var vertx = metrics.vertx();
    try {
      var bus = Bus.on(vertx, traces.tracing());
      var streams = wait(Streams.serve(vertx, bus, config.streams()));
      var redis = config.redis().isUsed()
          ? wait(RedisLink.open(vertx, config.redis(), metrics.registry()))
          : null;
      var circuits = wait(Circuits.open(vertx, bus, metrics.registry()));
      var answers = startActors(vertx, bus, streams, redis, circuits, config, metrics);
      if (files == null) {
        return new Node(vertx, bus, metrics, traces, 0, streams, config.stop().within(),
            new AtomicBoolean(), List.of(), List.of(answers));
      }
      wait(deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
          () -> new AdmissionVerticle(bus, config.admission(), redis)));
      var batches = wait(deploy(vertx, ThreadingModel.VIRTUAL_THREAD, 1,
          () -> new BatchVerticle(bus, streams, config.batches(),
              QuestionPrivacy.configured(config.answer()))));
      wait(deploy(vertx, ThreadingModel.EVENT_LOOP, NodeMetrics.EVENT_LOOPS,
          () -> new LoopLag(metrics.registry())));
      var stopping = new AtomicBoolean();
      var port = new AtomicInteger();
      var operations = new Operations(metrics::text, () -> dependencies(redis, circuits),
          stopping::get);
      var doors = openDoors(vertx, bus, config, files, operations, port);
      return new Node(vertx, bus, metrics, traces, port.get(), streams, config.stop().within(),
          stopping, List.of(batches), List.of(doors, answers));
    } catch (CompletionException e) {
      wait(vertx.close());
      traces.close();
      metrics.close();
      throw trouble(config.http(), "port", config.http().port(), e);
    }
  }

  private static List<Dependency> dependencies(@Nullable RedisLink redis, Circuits circuits) {
    return Stream.concat(
        redis == null ? Stream.empty() : Stream.of(Dependency.of("redis", redis.trouble())),
        circuits.conditions().stream().map(Node::dependency)).toList();
  }

  private static Dependency dependency(Condition one) {
    var tag = one.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Dependency(one.name(),
        one.state() == State.CLOSED ? null : "it is left alone since " + one.error(),
        one.callMs(), tag, one.error());
  }

  /**
   * Where one fails the others are waited for: a model must not be closed while it is being loaded. Gives
   * the deployment of the one that answers.
   */
  private static String startActors(Vertx vertx, Bus bus, Streams streams,
      @Nullable RedisLink redis, Circuits circuits, NodeConfig config, NodeMetrics metrics) {
    // Before those whose changes it has to hear of.
    wait(deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
        () -> new CacheVerticle(bus, config.cache(), redis, metrics.registry())));
    var answers = deploy(vertx, ThreadingModel.VIRTUAL_THREAD, 1,
        () -> new AnswerVerticle(bus, streams, config.answer(), config.rerank().isUsed(),
            !config.experiments().all().isEmpty(),
            config.policy(), redis, metrics.registry()));
    wait(Future.join(List.of(
        answers,
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new RetrievalVerticle(bus, config.retrieval(), metrics.registry())),
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new EmbeddingVerticle(bus, config.embedding(), circuits)),
        deployRerank(vertx, bus, config.rerank(), circuits),
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new TierRoutingVerticle(bus, config.tierRouting())),
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new AbRoutingVerticle(bus, AbRoutingConfig.below(config.storage().path(),
                config.experiments()))),
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new InsightVerticle(bus, config.insight(), metrics.registry())),
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new GenerationVerticle(bus, streams, config.generation(), circuits)))));
    wait(deploy(vertx, ThreadingModel.VIRTUAL_THREAD, 1,
        () -> new IngestionVerticle(bus, config.ingestion(), config.sample(),
            metrics.registry())));
    return wait(answers);
  }

  private static String openDoors(Vertx vertx, Bus bus, NodeConfig config, WebFiles files,
      Operations operations, AtomicInteger port) {
    var doors = wait(deploy(vertx, ThreadingModel.EVENT_LOOP, doors(config),
        () -> new HttpVerticle(bus, config.http(), files, operations, port::set)));
    if (config.http().bridges().tcpPort() > 0) {
      wait(deploy(vertx, ThreadingModel.EVENT_LOOP, doors(config),
          () -> new TcpBridgeVerticle(bus, config.http(),
              bridge -> LOG.debug("bridging host={} port={}", config.http().host(), bridge))));
    }
    LOG.info("serving host={} port={} storage={}", config.http().host(), port.get(),
        config.storage().path());
    return doors;
  }

  private static void checkFiles(TlsConfig tls) {
    if (tls.isUsed()) {
      checkFile("cert", tls.cert());
      checkFile("key", tls.key());
    }
  }

  private static void checkFile(String key, String file) {
    if (!Files.isReadable(Path.of(file))) {
      throw new Trouble("http.tls." + key + ": " + file + " cannot be read");
    }
  }

  /** Where others than this machine reach the gateway, it wants to be said that they may. */
  private static void checkOpen(NodeConfig config) {
    var host = config.http().host();
    var address = new InetSocketAddress(host, 0).getAddress();
    if (config.admission().keys() == AdmissionConfig.Keys.OPEN
        && !config.admission().openToNetwork()
        && address != null && !address.isLoopbackAddress()) {
      throw new Trouble("admission.keys: everybody who reaches " + host + " could do everything;"
          + " set admission.keys=required and make keys with `sluice keys create`, or say"
          + " admission.open-to-network=true");
    }
  }

  /** Told before anything is written or loaded; who takes the port meanwhile is told of at the end. */
  private static void checkPort(HttpConfig http, String key, int port) {
    var address = new InetSocketAddress(http.host(), port);
    if (address.isUnresolved()) {
      throw new Trouble("http.host: there is no host " + http.host());
    }
    try (var socket = new ServerSocket()) {
      if (!isOurs(address.getAddress())) {
        throw new Trouble("http.host: " + http.host() + " is not an address of this machine");
      }
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw trouble(http, key, port, e);
    }
  }

  private static boolean isOurs(InetAddress address) throws SocketException {
    return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
  }

  Bus bus() {
    return bus;
  }

  int port() {
    return port;
  }

  /**
   * What a batch asks while the others stop would come to nothing, and be taken for its answer. Who reads an
   * answer gets its end. And what is to be written to Redis needs the link, which goes with the first of the
   * rest.
   */
  @Override
  public void close() {
    stopping.set(true);
    LOG.info("stopping: answers that are being given have {}", lastAnswers);
    beforeAnswers.forEach(actor -> wait(vertx.undeploy(actor)));
    wait(streams.finish(lastAnswers));
    afterAnswers.forEach(actor -> wait(vertx.undeploy(actor)));
    wait(vertx.close());
    traces.close();
    metrics.close();
    LOG.info("stopped");
  }

  /** One front door for each core; a port that is to be found out is served by one. */
  private static int doors(NodeConfig config) {
    return config.http().port() == 0 ? 1 : Runtime.getRuntime().availableProcessors();
  }

  /** Where nobody reranks there is nobody to ask, and passages stay as the search has them. */
  private static Future<?> deployRerank(Vertx vertx, Bus bus, RerankConfig config,
      Circuits circuits) {
    return config.isUsed()
        ? deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new RerankVerticle(bus, config, circuits))
        : Future.succeededFuture();
  }

  private static Future<String> deploy(Vertx vertx, ThreadingModel threads, int instances,
      Supplier<Deployable> actor) {
    return vertx.deployVerticle(actor,
        new DeploymentOptions().setThreadingModel(threads).setInstances(instances));
  }

  private static <T> T wait(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static Trouble trouble(HttpConfig http, String key, int port, Exception e) {
    var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    LOG.debug("start failed", cause);
    return new Trouble(cause instanceof BindException
        ? "port " + port + " is in use on " + http.host() + "; choose another with --set http."
            + key + "=…"
        : "could not start: " + cause.getMessage());
  }
}
