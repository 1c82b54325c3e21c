package io.sluice.launcher;

import io.sluice.cluster.Cluster;
import io.sluice.cluster.Role;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An actor of which a cluster has one: here while this node is the first of those that can, and not
 * otherwise. While nodes come and go there may be two, or none, for a moment.
 */
final class Single {
  private static final Logger LOG = LoggerFactory.getLogger(Single.class);

  private static final long TRY_AGAIN_MS = 5000;

  private final Vertx vertx;
  private final Role role;
  private final String name;
  private final Cluster cluster;
  private final Supplier<Future<String>> deploy;
  private final Context context;
  private Future<Void> settled = Future.succeededFuture();
  private @Nullable String deployed;

  /**
   * @param role that a node needs to do it
   * @param name of it in the log
   */
  Single(Vertx vertx, Role role, String name, Cluster cluster, Supplier<Future<String>> deploy) {
    this.vertx = vertx;
    this.role = role;
    this.name = name;
    this.cluster = cluster;
    this.deploy = deploy;
    this.context = vertx.getOrCreateContext();
  }

  /** Done when it is where it belongs as things are now. */
  Future<?> start() {
    var first = Promise.<Void>promise();
    cluster.whenChanged(() -> context.runOnContext(_ -> settleAgain()));
    context.runOnContext(_ -> settle().onComplete(first));
    return first.future();
  }

  /** Somebody has to do it. */
  private void settleAgain() {
    settle().onFailure(why -> {
      LOG.error("could not take over, which is tried again what={}", name, why);
      vertx.setTimer(TRY_AGAIN_MS, _ -> settleAgain());
    });
  }

  /** One change after the other. */
  private Future<Void> settle() {
    settled = settled.otherwiseEmpty().compose(_ -> {
      if (cluster.isFirst(role) == (deployed != null)) {
        return Future.succeededFuture();
      }
      return deployed == null ? take() : give(deployed);
    });
    return settled;
  }

  private Future<Void> take() {
    LOG.info("this node does it from now on what={}", name);
    return deploy.get().onSuccess(id -> deployed = id).mapEmpty();
  }

  private Future<Void> give(String id) {
    LOG.info("another node does it from now on what={}", name);
    deployed = null;
    return vertx.undeploy(id).mapEmpty();
  }
}
