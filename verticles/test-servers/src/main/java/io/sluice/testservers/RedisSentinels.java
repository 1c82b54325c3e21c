package io.sluice.testservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A master, its replica, and a sentinel that makes the one the other when it is gone. */
public final class RedisSentinels implements AutoCloseable {
  /** What the sentinel calls it. */
  public static final String MASTER = "mymaster";

  /** In the order in which they were started. */
  private final List<RedisServer> servers = new ArrayList<>();

  private RedisSentinels() {}

  /**
   * Returns when the sentinel knows both.
   *
   * @param options of the replica's command line
   */
  public static RedisSentinels start(String... options) {
    var all = new RedisSentinels();
    try {
      all.run(List.of(options));
      return all;
    } catch (IOException e) {
      all.close();
      throw Required.missing("redis", "needs a sentinel of Redis: " + e.getMessage());
    }
  }

  private void run(List<String> options) throws IOException {
    servers.add(RedisServer.open());
    var ofReplica = new ArrayList<>(
        List.of("--replicaof", "127.0.0.1", String.valueOf(master().port())));
    ofReplica.addAll(options);
    servers.add(RedisServer.open(ofReplica.toArray(String[]::new)));
    servers.add(sentinel(Files.createTempFile("sluice-sentinel", ".conf")));
    ServerProcess.await(this::isWhole, "the sentinel does not know the replica");
  }

  private RedisServer sentinel(Path file) throws IOException {
    Files.write(file, List.of("sentinel monitor " + MASTER + " 127.0.0.1 " + master().port() + " 1",
        "sentinel down-after-milliseconds " + MASTER + " 3000",
        "sentinel failover-timeout " + MASTER + " 3000"));
    return RedisServer.sentinel(file);
  }

  private RedisServer master() {
    return servers.get(0);
  }

  private RedisServer replica() {
    return servers.get(1);
  }

  private RedisServer sentinel() {
    return servers.get(2);
  }

  /** Of the sentinel. */
  public String url() {
    return sentinel().url();
  }

  /** As by kill -9; returns when the replica is the master. */
  public void killMaster() throws IOException {
    master().kill();
    ServerProcess.await(() -> replica().command("ROLE").contains("master"),
        "the replica did not become the master");
  }

  @Override
  public void close() {
    servers.reversed().forEach(RedisServer::close);
  }

  private boolean isWhole() {
    return replica().command("INFO replication").contains("master_link_status:up")
        && sentinel().command("SENTINEL replicas " + MASTER)
            .contains(String.valueOf(replica().port()));
  }
}
