package io.sluice.launcher;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.sluice.admission.AdmissionConfig;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.cluster.Cluster;
import io.sluice.cluster.ClusterConfig;
import io.sluice.cluster.Role;
import io.sluice.http.HttpConfig;
import io.sluice.http.Operations;
import io.sluice.http.Operations.Dependency;
import io.sluice.http.TlsConfig;
import io.sluice.http.WebFiles;
import io.sluice.redis.RedisLink;
import io.sluice.resilience.Circuit.Condition;
import io.sluice.resilience.Circuit.State;
import io.sluice.resilience.Circuits;
import io.sluice.strictjson.Check.Violation;
import io.sluice.tracing.Traces;
import io.vertx.core.Future;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: the actors of its roles in one process, on a bus of its own or that of its cluster. */
final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Vertx vertx;
  private final Bus bus;
  private final NodeMetrics metrics;
  private final Traces traces;
  private final int port;
  private final Streams streams;
  private final Stopping stopping;
  private final List<String> beforeAnswers;
  private final List<String> doors;
  private final List<String> afterAnswers;

  /**
   * @param stopping is to say that the node stops
   * @param beforeAnswers is undeployed before the last answers are waited for, in this order
   * @param doors close once those that are being given then are over
   */
  private Node(Vertx vertx, Bus bus, NodeMetrics metrics, Traces traces, int port, Streams streams,
      Stopping stopping, List<String> beforeAnswers, List<String> doors,
      List<String> afterAnswers) {
    this.vertx = vertx;
    this.bus = bus;
    this.metrics = metrics;
    this.traces = traces;
    this.port = port;
    this.streams = streams;
    this.stopping = stopping;
    this.beforeAnswers = beforeAnswers;
    this.doors = doors;
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
    var cluster = cluster(config);
    var metrics = new NodeMetrics();
    var traces = Traces.open(config.tracing(), Version.current());
    FunctionCounter.builder("rag.spans.lost", traces, Traces::lost)
        .description("Spans that no collector has got").register(metrics.registry());
    Gauge.builder("rag.waiting", traces::waiting).tag("what", "span")
        .description("How many wait for their turn").register(metrics.registry());
    var vertx = joined(metrics, cluster, config);
    try {
      checkCorpus(config, cluster);
      var bus = Bus.on(vertx, traces.tracing());
      if (cluster != null) {
        cluster.whenChanged(() -> vertx.runOnContext(_ -> bus.nodesChanged()));
      }
      var streams = wait(Streams.serve(vertx, bus, config.streams()));
      var redis = config.redis().isUsed()
          ? wait(RedisLink.open(vertx, config.redis(), metrics.registry()))
          : null;
      if (cluster != null && redis == null) {
        LOG.warn("without a Redis (redis.url) each node remembers, limits and answers for itself");
      }
      var circuits = wait(Circuits.open(vertx, bus, metrics.registry(), redis));
      var actors = new Actors(vertx, bus, streams, redis, cluster, circuits, config, metrics);
      var answers = startActors(actors);
      if (files == null) {
        return new Node(vertx, bus, metrics, traces, 0, streams,
            new Stopping(config.stop().within()), List.of(), List.of(), answers);
      }
      wait(actors.admission());
      var batches = wait(actors.batches());
      wait(actors.lag());
      var stopping = new Stopping(config.stop().within());
      var port = new AtomicInteger();
      var operations = new Operations(metrics::text, () -> dependencies(redis, circuits),
          part -> concerns(part, config.cluster()), stopping::hasBegun);
      var doors = wait(actors.doors(files, operations, stopping::left, port::set));
      wait(actors.bridge(bridge -> LOG.debug("bridging host={} port={}", config.http().host(),
          bridge)));
      LOG.info("serving host={} port={} storage={}", config.http().host(), port.get(),
          config.storage().path());
      return new Node(vertx, bus, metrics, traces, port.get(), streams, stopping,
          batches == null ? List.of() : List.of(batches), List.of(doors), answers);
    } catch (CompletionException | Trouble e) {
      wait(vertx.close());
      traces.close();
      metrics.close();
      throw e instanceof Trouble trouble
          ? trouble
          : trouble(config.http(), "port", config.http().port(), e);
    }
  }

  private static @Nullable Cluster cluster(NodeConfig config) {
    try {
      return config.cluster().isUsed() ? Cluster.of(config.cluster()) : null;
    } catch (Violation e) {
      throw new Trouble("configuration: " + e.field() + ": " + e.getMessage());
    }
  }

  private static Vertx joined(NodeMetrics metrics, @Nullable Cluster cluster, NodeConfig config) {
    try {
      return wait(metrics.vertx(cluster));
    } catch (CompletionException e) {
      LOG.debug("could not join", e);
      metrics.close();
      throw new Trouble("could not join the cluster at port " + config.cluster().port() + ": "
          + e.getCause());
    }
  }

  /** What is taken in at one node would not be found at the other. */
  private static void checkCorpus(NodeConfig config, @Nullable Cluster cluster) {
    if (cluster != null && config.cluster().has(Role.RETRIEVAL)
        && config.retrieval().weaviate().isOff()) {
      var others = cluster.othersWith(Role.RETRIEVAL);
      if (!others.isEmpty()) {
        throw new Trouble("retrieval.weaviate: " + String.join(", ", others) + " has a corpus, too;"
            + " put it where all nodes reach it (WEAVIATE_URL), or leave the role retrieval to one"
            + " node");
      }
    }
  }

  /** A front door needs them all, wherever they are. */
  private static boolean concerns(String part, ClusterConfig cluster) {
    return cluster.has(Role.HTTP)
        || Role.ALL.stream().anyMatch(role -> role.word().equals(part) && cluster.has(role));
  }

  /** Those that others need first; gives the deployment of the one that answers, where it is here. */
  private static List<String> startActors(Actors actors) {
    wait(actors.cache());
    var answers = actors.answer();
    wait(Future.join(answers, actors.stages()));
    wait(actors.ingestion().compose(_ -> actors.sources()));
    var answering = wait(answers);
    return answering == null ? List.of() : List.of(answering);
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
   * answer gets its end, and who asked last is answered, though nothing of it had begun when all that had was
   * over. And what is to be written to Redis needs the link, which goes with the first of the rest.
   */
  @Override
  public void close() {
    stopping.begin();
    LOG.info("stopping: answers that are being given have {}", stopping.left());
    beforeAnswers.forEach(actor -> wait(vertx.undeploy(actor)));
    wait(streams.finish(stopping.left()));
    var enough = vertx.timer(Math.max(1, stopping.left().toMillis()), TimeUnit.MILLISECONDS);
    var closed = Future.all(doors.stream().map(vertx::undeploy).toList());
    wait(Future.any(closed, enough).otherwiseEmpty());
    wait(streams.finish(Duration.ZERO));
    wait(closed);
    enough.cancel();
    afterAnswers.forEach(actor -> wait(vertx.undeploy(actor)));
    wait(vertx.close());
    traces.close();
    metrics.close();
    LOG.info("stopped");
  }

  private static <T extends @Nullable Object> T wait(Future<T> future) {
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
