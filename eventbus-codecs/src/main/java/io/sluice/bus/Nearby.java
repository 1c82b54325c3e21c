package io.sluice.bus;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node serves itself, the nodes beside it, and the requests that wait for one of them. Safe for any
 * thread.
 */
final class Nearby {
  private static final int SHORT = 8;

  private final Vertx vertx;
  private final Set<String> served = ConcurrentHashMap.newKeySet();
  private final Map<Object, Waiting> waiting = new ConcurrentHashMap<>();

  Nearby(Vertx vertx) {
    this.vertx = vertx;
  }

  private record Waiting(String node, Runnable gone) {}

  boolean isClustered() {
    return vertx.isClustered();
  }

  /** What this node is called in addresses; another start has another name. */
  String self() {
    return shortened(((VertxInternal) vertx).clusterManager().getNodeId());
  }

  /** The other nodes that are there. */
  List<String> others() {
    var manager = ((VertxInternal) vertx).clusterManager();
    return manager.getNodes().stream().filter(node -> !node.equals(manager.getNodeId()))
        .map(Nearby::shortened).toList();
  }

  void serves(String address) {
    served.add(address);
  }

  void servesNoMore(String address) {
    served.remove(address);
  }

  /** Whether a request need not leave this node. */
  boolean isServed(String address) {
    return served.contains(address);
  }

  /**
   * Remembers a request to one node.
   *
   * @param gone is run when that node goes, until the request is forgotten
   */
  void waitsFor(String address, Object request, Runnable gone) {
    var at = address.lastIndexOf('@');
    if (at >= 0) {
      waiting.put(request, new Waiting(address.substring(at + 1), gone));
    }
  }

  void forget(Object request) {
    waiting.remove(request);
  }

  /** Who waits for a node that is not there any more waits no longer. */
  void changed() {
    var there = Set.copyOf(others());
    waiting.values().stream()
        .filter(one -> !there.contains(one.node()) && !one.node().equals(self()))
        .map(Waiting::gone).forEach(Runnable::run);
  }

  private static String shortened(String id) {
    return id.replace("-", "").substring(0, SHORT);
  }
}
