package io.sluice.launcher.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.launcher.RunningGateway;
import io.sluice.testservers.Acts;
import io.sluice.testservers.FreePorts;
import io.sluice.testservers.RedisServer;
import io.sluice.testservers.ScriptedModel;
import io.sluice.testservers.WeaviateServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three nodes on three addresses of this machine, with a Redis, a Weaviate and a model for all. */
public final class ThreeNodes implements AutoCloseable {
  static final int NODES = 3;
  private static final long PATIENCE_MS = 60_000;
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** What a cluster is run by, as README says. */
  private static final List<String> SHIPPED = List.of("--config",
      RunningGateway.distribution().resolve("conf").resolve("cluster.yaml").toString());

  private final Path folder;
  private final List<String> settings;
  private final Map<String, String> shared = new HashMap<>();
  private final List<RunningGateway> nodes = new ArrayList<>();
  final RedisServer redis = RedisServer.start();
  final WeaviateServer index = WeaviateServer.start();
  final ScriptedModel model = ScriptedModel.start();

  /** Starts them all at once, each with these settings more. */
  ThreeNodes(Path folder, String... settings) throws Exception {
    this(folder, _ -> Map.of(), settings);
  }

  /**
   * The same.
   *
   * @param engines gives what is otherwise in their environment, where they are to reach the servers in
   *     another way
   */
  ThreeNodes(Path folder, Function<ThreeNodes, Map<String, String>> engines, String... settings)
      throws Exception {
    this.folder = folder;
    this.settings = List.of(settings);
    var port = FreePorts.one();
    var members = IntStream.range(0, NODES).mapToObj(n -> host(n) + ":" + port).toList();
    shared.put("SLUICE_CLUSTER_MEMBERS", String.join(",", members));
    shared.put("SLUICE_CLUSTER_SECRET", "of this test alone");
    shared.put("REDIS_URL", redis.url());
    shared.put("WEAVIATE_URL", index.url());
    shared.put("WEAVIATE_GRPC", index.grpc());
    shared.put("WEAVIATE_CONSISTENCY", "all");
    shared.putAll(engines.apply(this));
    var starting = IntStream.range(0, NODES)
        .mapToObj(n -> CompletableFuture.supplyAsync(() -> begin(n, members.get(n)))).toList();
    for (var one : starting) {
      nodes.add(one.get());
    }
  }

  RunningGateway node(int n) {
    return nodes.get(n);
  }

  /** Waits until it comes true, which it has to within a bounded time. */
  static void until(String what, BooleanSupplier true_) {
    var end = System.currentTimeMillis() + PATIENCE_MS;
    while (!true_.getAsBoolean()) {
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("still not: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Whether this node answers, by all of it that a cluster has. */
  boolean isReady(int n) {
    try {
      return node(n).get("/health/ready").path("status").asText().matches("up|degraded");
    } catch (Exception | AssertionError e) {
      return false;
    }
  }

  /** Whether this node and the first have all nodes in sight. */
  boolean isMet(int n) {
    return Stream.of(0, n).allMatch(each -> {
      var lines = log(each).lines().filter(line -> line.contains("nodes=[")).toList();
      return lines.getLast().contains(host(NODES - 1)) && lines.getLast().contains(host(0));
    });
  }

  /** How many questions there were, as this node tells; less than none, each another, where it cannot. */
  int questions(int n) {
    try {
      return node(n).get("/v1/usage").path("total").path("questions").asInt();
    } catch (Exception | AssertionError e) {
      return -1 - n;
    }
  }

  /** Whether an answer is found at this node. */
  boolean hasAnswer(int n, String id) {
    try {
      return node(n).send(node(n).request("/v1/answers/" + id).build()).statusCode() == 200;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  String log(int n) {
    try {
      return node(n).log();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A node does nothing for so many seconds, as if its machine stood still. */
  void halt(int n, int seconds) throws Exception {
    new ProcessBuilder("sh", "-c", "kill -STOP %1$d; sleep %2$d; kill -CONT %1$d"
        .formatted(node(n).pid(), seconds)).start().waitFor();
  }

  /** Starts a node again that has gone. */
  void restart(int n) {
    nodes.set(n, begin(n, shared.get("SLUICE_CLUSTER_MEMBERS").split(",", -1)[n]));
  }

  /** There is something to ask about, and an answer to all that is asked. */
  void openTheGreenhouse() throws Exception {
    model.otherwise(Acts.says("Tomatoes, ", "and figs ", "[1]."));
    node(0).take(RunningGateway.JSON.createObjectNode().put("id", "greenhouse").put("text",
        "In the greenhouse there are tomatoes and figs. The gate is locked at 21:30."));
  }

  JsonNode ask(int n, String question) throws Exception {
    return node(n).ask(question);
  }

  private RunningGateway begin(int n, String member) {
    var own = new HashMap<>(shared);
    own.put("SLUICE_CLUSTER_HOST", host(n));
    own.put("SLUICE_CLUSTER_PORT", member.substring(member.indexOf(':') + 1));
    own.put("SLUICE_CLUSTER_BUS_PORT", "0");
    own.put("SLUICE_HTTP_HOST", "127.0.0.1");
    var all = new ArrayList<>(List.of("admission.keys=open"));
    all.addAll(settings);
    try {
      return RunningGateway.before(own, SHIPPED, model, folder.resolve("node" + n),
          all.toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String host(int n) {
    return "127.0.0." + (n + 1);
  }

  @Override
  public void close() {
    nodes.forEach(RunningGateway::kill);
    model.close();
    index.close();
    redis.close();
  }
}
