package io.sluice.testservers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real cluster of three masters, each with a third of the slots. */
public final class RedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;

  private final List<RedisServer> masters = new ArrayList<>();

  private RedisCluster() {}

  /** Returns when it is whole. */
  public static RedisCluster start() {
    var cluster = new RedisCluster();
    try {
      for (var i = 0; i < MASTERS; i++) {
        cluster.masters.add(RedisServer.open("--cluster-enabled", "yes",
            "--cluster-node-timeout", "5000", "--cluster-config-file", "nodes.conf"));
      }
      cluster.join();
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw Required.missing("redis", "needs a cluster of Redis: " + e.getMessage());
    }
  }

  /** Of all masters, with commas between. */
  public String urls() {
    return masters.stream().map(RedisServer::url).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    masters.forEach(RedisServer::close);
  }

  private void join() throws IOException {
    var first = masters.getFirst();
    for (var i = 0; i < MASTERS; i++) {
      var slots = IntStream.range(i * SLOTS / MASTERS, (i + 1) * SLOTS / MASTERS)
          .mapToObj(String::valueOf).collect(Collectors.joining(" "));
      masters.get(i).command("CLUSTER ADDSLOTS " + slots);
      first.command("CLUSTER MEET 127.0.0.1 " + masters.get(i).port());
    }
    ServerProcess.await(() -> masters.stream().allMatch(RedisCluster::isWhole),
        "the masters did not join");
  }

  private static boolean isWhole(RedisServer master) {
    var info = master.command("CLUSTER INFO");
    return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + MASTERS);
  }
}
