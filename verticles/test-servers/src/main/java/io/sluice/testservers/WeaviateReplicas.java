package io.sluice.testservers;

import io.sluice.testservers.WeaviateServer.Seat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three servers of Weaviate that are one cluster, of which each has all there is. */
public final class WeaviateReplicas implements AutoCloseable {
  private static final int COUNT = 3;
  private static final String JOIN = "CLUSTER_JOIN";

  private final List<Seat> seats;
  private final List<WeaviateServer> servers = new ArrayList<>();

  private WeaviateReplicas(List<Seat> seats) {
    this.seats = seats;
  }

  /** Where they cannot be had the test is skipped, unless they are required. */
  public static WeaviateReplicas start() {
    try {
      var all = new WeaviateReplicas(Seat.free(COUNT));
      try {
        all.run();
        return all;
      } catch (IOException e) {
        all.close();
        throw e;
      }
    } catch (IOException e) {
      throw Required.missing("weaviate", String.valueOf(e.getMessage()));
    }
  }

  private void run() throws IOException {
    var settings = Map.of("CLUSTER_IN_LOCALHOST", "true", "RAFT_JOIN",
        seats.stream().map(Seat::inRaft).collect(Collectors.joining(",")),
        "RAFT_BOOTSTRAP_EXPECT", String.valueOf(COUNT), "REPLICATION_MINIMUM_FACTOR",
        String.valueOf(COUNT), "ASYNC_REPLICATION_FREQUENCY", "2s");
    for (var seat : seats) {
      servers.add(WeaviateServer.at(seat, settings));
    }
    // They are ready when the most of them are there, and join those that listen already.
    servers.getFirst().run(Map.of(), () -> listens(seats.getFirst()));
    for (var n = 1; n < COUNT; n++) {
      var seat = seats.get(n);
      servers.get(n).run(Map.of(JOIN, address(seats.getFirst())), () -> listens(seat));
    }
    for (var server : servers) {
      ServerProcess.await(server::isReady, "not ready: " + server.url());
    }
  }

  public WeaviateServer server(int n) {
    return servers.get(n);
  }

  /** Of one that was killed; returns when it takes requests. */
  public void restart(int n) throws IOException {
    var others = seats.stream().filter(seat -> !seat.equals(seats.get(n)))
        .map(WeaviateReplicas::address).collect(Collectors.joining(","));
    servers.get(n).run(Map.of(JOIN, others), servers.get(n)::isReady);
  }

  @Override
  public void close() {
    servers.forEach(WeaviateServer::close);
  }

  private static boolean listens(Seat seat) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), seat.gossip())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static String address(Seat seat) {
    return "127.0.0.1:" + seat.gossip();
  }
}
