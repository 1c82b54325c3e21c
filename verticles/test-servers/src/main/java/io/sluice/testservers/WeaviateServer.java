package io.sluice.testservers;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Weaviate in a process of its own, one node on loopback and ports of its own, which it keeps
 * when it is started again, as it keeps its data. It is the binary named by
 * {@code -Dsluice.weaviate} or {@code SLUICE_WEAVIATE}, or else the one in the cache folder that the
 * build fills, or one on the path.
 */
public final class WeaviateServer implements AutoCloseable {
  private static final String HOW = "needs a Weaviate server, named by -Dsluice.weaviate=PATH or"
      + " SLUICE_WEAVIATE; to get one: go install"
      + " github.com/weaviate/weaviate/cmd/weaviate-server@v1.35.2";

  /** Ends the server with the process that started it, however that ends. */
  private static final String WATCHED = """
      parent=$1
      shift
      "$@" &
      server=$!
      while kill -0 "$parent" && kill -0 "$server"; do sleep 1; done 2>/dev/null
      kill -9 "$server" 2>/dev/null
      """;

  private final Path binary;
  private final ServerProcess server;
  private final Seat seat;
  private final Map<String, String> more;

  /**
   * Where it is found: by those who ask it, and by others of its cluster; each has the next port, too, for
   * gRPC, its data, and the calls of Raft.
   */
  record Seat(String name, int http, int gossip, int raft) {
    private static final int PAIRS = 3;

    static List<Seat> free(int count) throws IOException {
      var ports = FreePorts.rows(PAIRS * count, 2);
      return IntStream.range(0, count).mapToObj(n -> new Seat("node" + n, ports.get(PAIRS * n),
          ports.get(PAIRS * n + 1), ports.get(PAIRS * n + 2))).toList();
    }

    int grpc() {
      return http + 1;
    }

    String inRaft() {
      return name + ":" + raft;
    }
  }

  private WeaviateServer(Path binary, Seat seat, Map<String, String> more) throws IOException {
    this.binary = binary;
    this.seat = seat;
    this.more = more;
    server = new ServerProcess("weaviate");
  }

  /** One that is not started yet. */
  static WeaviateServer at(Seat seat, Map<String, String> more) throws IOException {
    var binary = find();
    if (binary == null) {
      throw new IOException(HOW);
    }
    return new WeaviateServer(binary, seat, more);
  }

  /** Shared by all tests of this process. */
  private static final class Shared {
    private static @Nullable WeaviateServer server;
  }

  /** The server of tests that leave it alone; each has names of its own. */
  public static synchronized WeaviateServer shared() {
    var server = Shared.server;
    if (server == null) {
      server = start();
      Shared.server = server;
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }
    return server;
  }

  /** A server to be killed; where there is none the test is skipped, unless it is required. */
  public static WeaviateServer start() {
    try {
      return open();
    } catch (IOException e) {
      throw Required.missing("weaviate", String.valueOf(e.getMessage()));
    }
  }

  /** The same outside of tests. */
  public static WeaviateServer open() throws IOException {
    var seat = Seat.free(1).getFirst();
    // A node alone has nobody to wait for.
    var server = at(seat, Map.of("RAFT_JOIN", seat.inRaft(), "RAFT_BOOTSTRAP_EXPECT", "1",
        "RAFT_HEARTBEAT_TIMEOUT", "1", "RAFT_ELECTION_TIMEOUT", "1",
        "RAFT_LEADER_LEASE_TIMEOUT", "1"));
    try {
      server.run();
    } catch (IOException e) {
      server.close();
      throw new IOException("could not start " + server.binary + ": " + e.getMessage(), e);
    }
    return server;
  }

  public String url() {
    return "http://127.0.0.1:" + seat.http();
  }

  public String grpc() {
    return "127.0.0.1:" + seat.grpc();
  }

  /** Returns when it takes requests. */
  public void run() throws IOException {
    run(Map.of(), this::isReady);
  }

  /** With further settings; returns when it is so. */
  void run(Map<String, String> settings, BooleanSupplier so) throws IOException {
    var command = new ProcessBuilder("sh", "-c", WATCHED, "sh",
        String.valueOf(ProcessHandle.current().pid()), binary.toString(), "--scheme", "http",
        "--host", "127.0.0.1", "--port", String.valueOf(seat.http()));
    command.environment().putAll(settings());
    command.environment().putAll(more);
    command.environment().putAll(settings);
    server.run(command, so);
  }

  /** As by kill -9: nothing is flushed, nobody is told. */
  public void kill() {
    server.kill();
  }

  @Override
  public void close() {
    server.close();
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("PERSISTENCE_DATA_PATH", server.folder().resolve("data").toString()),
        Map.entry("AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED", "true"),
        Map.entry("DEFAULT_VECTORIZER_MODULE", "none"), Map.entry("DISABLE_TELEMETRY", "true"),
        Map.entry("GO_PROFILING_DISABLE", "true"), Map.entry("LOG_LEVEL", "warning"),
        Map.entry("GRPC_PORT", String.valueOf(seat.grpc())),
        Map.entry("CLUSTER_HOSTNAME", seat.name()),
        Map.entry("CLUSTER_ADVERTISE_ADDR", "127.0.0.1"),
        Map.entry("CLUSTER_BIND_ADDR", "127.0.0.1"),
        Map.entry("CLUSTER_GOSSIP_BIND_PORT", String.valueOf(seat.gossip())),
        Map.entry("CLUSTER_DATA_BIND_PORT", String.valueOf(seat.gossip() + 1)),
        Map.entry("RAFT_PORT", String.valueOf(seat.raft())),
        Map.entry("RAFT_INTERNAL_RPC_PORT", String.valueOf(seat.raft() + 1)),
        // With it, what is not yet a segment on its disk is not found in the order of its scores.
        Map.entry("USE_BLOCKMAX_WAND", "false"));
  }

  boolean isReady() {
    try {
      var ready = (HttpURLConnection) URI.create(url() + "/v1/.well-known/ready").toURL()
          .openConnection();
      ready.setConnectTimeout(1_000);
      ready.setReadTimeout(1_000);
      return ready.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private static @Nullable Path find() {
    var named = System.getProperty("sluice.weaviate", environment("SLUICE_WEAVIATE", ""));
    if (!named.isEmpty()) {
      return Path.of(named).toAbsolutePath();
    }
    var cache = environment("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
    return Stream
        .concat(Stream.of(Path.of(cache, "sluice", "weaviate", "weaviate-server")),
            Stream.of(environment("PATH", "").split(File.pathSeparator)).flatMap(folder -> Stream
                .of(Path.of(folder, "weaviate-server"), Path.of(folder, "weaviate"))))
        .filter(Files::isRegularFile).filter(Files::isExecutable).findFirst().orElse(null);
  }

  private static String environment(String name, String otherwise) {
    var value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }
}
