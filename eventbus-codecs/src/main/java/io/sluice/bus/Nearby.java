package io.sluice.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node serves itself, the nodes beside it, and the requests that wait for one of them. Safe for any
 * thread.
 */
final class Nearby {
  private static final Logger LOG = LoggerFactory.getLogger(Nearby.class);
  private static final int SHORT = 8;
  /** Until the others have heard of a change, and what they sent before has come. */
  private static final long HEARD_MS = 500;

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
   * Takes this node off the lists of those who serve, and completes once others have heard. Who knows it by
   * name still finds it.
   */
  Future<?> unlist() {
    return Future.join(served.stream().filter(address -> address.indexOf('@') < 0)
        .map(this::unlist).toList())
        .onFailure(failure -> LOG.warn("other nodes may still ask this one", failure))
        .otherwiseEmpty().compose(_ -> vertx.timer(HEARD_MS, TimeUnit.MILLISECONDS));
  }

  private Future<?> unlist(String address) {
    var manager = ((VertxInternal) vertx).clusterManager();
    var listed = Promise.<List<RegistrationInfo>>promise();
    manager.getRegistrations(address, listed);
    return listed.future().compose(all -> Future.join(all.stream()
        .filter(one -> one.nodeId().equals(manager.getNodeId()))
        .map(own -> {
          var done = Promise.<Void>promise();
          manager.removeRegistration(address, own, done);
          return done.future();
        }).toList()));
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
