package io.sluice.testservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A master, its replica, and a sentinel that makes the one the other when it is gone. */
public final class RedisSentinels implements AutoCloseable {
  /** What the sentinel calls it. */
  public static final String MASTER = "mymaster";

  private final RedisServer master;
  private final RedisServer replica;
  private final RedisServer sentinel;

  private RedisSentinels(RedisServer master, RedisServer replica, RedisServer sentinel) {
    this.master = master;
    this.replica = replica;
    this.sentinel = sentinel;
  }

  /** Returns when the sentinel knows both. */
  public static RedisSentinels start() {
    var master = RedisServer.start();
    var replica = RedisServer.start("--replicaof", "127.0.0.1",
        String.valueOf(master.port()));
    try {
      var file = Files.createTempFile("sluice-sentinel", ".conf");
      var sentinel = sentinel(master, file);
      var all = new RedisSentinels(master, replica, sentinel);
      ServerProcess.await(all::isWhole, "the sentinel does not know the replica");
      return all;
    } catch (IOException e) {
      replica.close();
      master.close();
      throw Required.missing("redis", "needs a sentinel of Redis: " + e.getMessage());
    }
  }

  private static RedisServer sentinel(RedisServer master, Path file) throws IOException {
    Files.write(file, List.of("sentinel monitor " + MASTER + " 127.0.0.1 " + master.port() + " 1",
        "sentinel down-after-milliseconds " + MASTER + " 500",
        "sentinel failover-timeout " + MASTER + " 3000"));
    return RedisServer.sentinel(file);
  }

  /** Of the sentinel. */
  public String url() {
    return sentinel.url();
  }

  /** As by kill -9; returns when the replica is the master. */
  public void killMaster() throws IOException {
    master.kill();
    ServerProcess.await(() -> replica.command("ROLE").contains("master"),
        "the replica did not become the master");
  }

  @Override
  public void close() {
    sentinel.close();
    replica.close();
    master.close();
  }

  private boolean isWhole() {
    return replica.command("INFO replication").contains("master_link_status:up")
        && sentinel.command("SENTINEL replicas " + MASTER)
            .contains(String.valueOf(replica.port()));
  }
}
