package io.sluice.bench;

import io.sluice.testservers.RedisServer;
import io.sluice.testservers.WeaviateServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Questions that were not asked before, to two nodes beside one on the same cores: two that do everything,
 * and two of which one has the front door and the other the rest. All have a Redis and a Weaviate in common;
 * the model answers at once.
 */
final class NodesSpeed implements AutoCloseable {
  private static final String WHAT = "questions to two nodes";
  private static final Pattern READY = Pattern.compile("ready: +http://\\S+:(\\d+)");
  private static final String REST = "cache,embedding,retrieval,rerank,generation,ab-routing,"
      + "tier-routing,answer,ingestion,insight";
  private static final int CONNECTIONS = 16;
  /** By so many times the texts of a turn a process has compiled what it runs again and again. */
  private static final int WARM_UP = 10;
  private static final String HOST = "127.0.0.1";

  private final Settings settings;
  private final String script;
  private final Vertx vertx = Vertx.vertx();
  private final Scratch scratch = Scratch.folder();
  private final List<Child> children = new ArrayList<>();
  private final Map<String, String> engines;
  private final int model = PacedModel.serve(vertx, PacedModel.SENTENCE, 0);
  private int asked;

  private NodesSpeed(Settings settings, String script, RedisServer redis, WeaviateServer index)
      throws Exception {
    this.settings = settings;
    this.script = script;
    this.engines = Map.of("REDIS_URL", redis.url(), "WEAVIATE_URL", index.url(), "WEAVIATE_GRPC",
        index.grpc());
  }

  static List<Row> measure(Settings settings) throws Exception {
    var script = System.getProperty("bench.sluice", "");
    if (script.isEmpty() || !Files.isExecutable(Path.of(script))) {
      return List.of(new Row.Skipped(WHAT, "no distribution at -Dbench.sluice"));
    }
    RedisServer redis;
    WeaviateServer index;
    try {
      redis = RedisServer.open();
      index = WeaviateServer.open();
    } catch (IOException e) {
      return List.of(new Row.Skipped(WHAT, String.valueOf(e.getMessage())));
    }
    try (redis; index; var nodes = new NodesSpeed(settings, script, redis, index)) {
      return nodes.rows();
    }
  }

  private List<Row> rows() throws Exception {
    var one = List.of(start("One", null, 0, ""));
    var two = two("Two", "", "");
    var apart = two("Apart", "http,admission", REST);
    return List.of(
        row(two, one, WHAT + " that do everything / to one on the same cores"),
        row(apart.subList(0, 1), one,
            WHAT + ", one of them the front door / to one on the same cores"));
  }

  private List<Integer> two(String name, String first, String second) throws Exception {
    var ports = List.of(Wait.freePort(), Wait.freePort());
    var doors = new ArrayList<Integer>();
    doors.add(start(name, ports, 0, first));
    doors.add(start(name, ports, 1, second));
    return doors;
  }

  /** The port of its door. */
  private int start(String name, @Nullable List<Integer> members, int n, String roles)
      throws Exception {
    var environment = new HashMap<>(engines);
    if (members != null) {
      environment.put("SLUICE_CLUSTER_MEMBERS", String.join(",",
          members.stream().map(port -> HOST + ":" + port).toList()));
      environment.put("SLUICE_CLUSTER_HOST", HOST);
      environment.put("SLUICE_CLUSTER_PORT", String.valueOf(members.get(n)));
      environment.put("SLUICE_CLUSTER_BUS_PORT", "0");
    }
    var command = new ArrayList<>(List.of(script, "run"));
    if (!roles.isEmpty()) {
      command.addAll(List.of("--roles", roles));
    }
    for (var setting : List.of("http.port=0", "storage.path=" + scratch.path().resolve(name + n),
        "redis.prefix=" + name, "retrieval.weaviate.prefix=" + name,
        "generation.endpoints.openai.base-url=http://" + HOST + ":" + model + "/v1",
        "generation.endpoints.openai.model=" + LocalNode.MODEL, "generation.providers=[openai]",
        "cluster.name=" + name, "sample.enabled=" + (members == null || n == 1))) {
      command.addAll(List.of("--set", setting));
    }
    var child = Child.start(command, environment);
    children.add(child);
    return Integer.parseInt(child.line(READY), 10);
  }

  private Row row(List<Integer> ours, List<Integer> baseline, String what) throws Exception {
    for (var door : List.of(ours.getFirst(), baseline.getFirst())) {
      while (!Load.once(vertx, door, question()).toString().contains("\"document\"")) {
        Thread.sleep(100);
      }
    }
    warmUp(ours);
    warmUp(baseline);
    return Turns.take(settings.rounds(), () -> perSecond(ours),
        () -> perSecond(baseline))
        .row(what, Row.Kind.PER_SECOND, speed -> speed, "≥ 0.85");
  }

  /** Each process answers as many as any other. */
  private void warmUp(List<Integer> doors) throws Exception {
    var wanted = doors.size() * WARM_UP * settings.texts();
    for (var answered = 0.0; answered < wanted;) {
      answered += perSecond(doors) * settings.load().toMillis() / 1000;
    }
  }

  /** As many connections in all, however many doors there are. */
  private double perSecond(List<Integer> doors) throws Exception {
    var sum = 0.0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var loads = new ArrayList<Future<Load.Result>>();
      for (var door : doors) {
        var bodies = IntStream.range(0, 10 * settings.texts()).mapToObj(_ -> question()).toList();
        loads.add(threads.submit(() -> Load.run(vertx, door, bodies, CONNECTIONS / doors.size(),
            settings.load())));
      }
      for (var load : loads) {
        sum += load.get().perSecond();
      }
    }
    return sum;
  }

  private String question() {
    return "{\"question\": \"How long must a password of number " + ++asked + " be?\"}";
  }

  @Override
  public void close() throws IOException {
    for (var child : children) {
      child.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
    scratch.close();
  }
}
