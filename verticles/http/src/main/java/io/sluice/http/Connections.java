package io.sluice.http;

import io.sluice.message.Refusal.Overloaded;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.shareddata.Shareable;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of all front doors of a port. Those that are too many are told so, and closed; where
 * even that would be too many, they are closed at once. For all event loops.
 */
final class Connections implements Shareable {
  private static final long RETRY_AFTER_MS = 1000;
  private static final long PATIENCE_MS = TimeUnit.SECONDS.toMillis(5);
  /** So many are told that they are too many: a tenth of those that are served. */
  private static final int PART_TOLD = 10;

  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private final Set<HttpConnection> tooMany = ConcurrentHashMap.newKeySet();

  private Connections(int most) {
    this.most = most;
  }

  /** Those of a configuration, for the doors of one process. */
  static Connections of(Vertx vertx, HttpConfig config) {
    return vertx.sharedData().<String, Connections>getLocalMap("sluice.http.connections")
        .computeIfAbsent(config.host() + ":" + config.port(),
            none -> new Connections(config.maxConnections()));
  }

  void opened(Vertx vertx, HttpConnection connection) {
    var now = open.incrementAndGet();
    // The connection's own handler does not hear of one that has become a WebSocket.
    ((HttpServerConnection) connection).channelHandlerContext().channel().closeFuture()
        .addListener(gone -> {
          open.decrementAndGet();
          tooMany.remove(connection);
        });
    if (now > most + Math.max(1, most / PART_TOLD)) {
      connection.close();
    } else if (now > most) {
      tooMany.add(connection);
      vertx.setTimer(PATIENCE_MS, tick -> {
        if (tooMany.contains(connection)) {
          connection.close();
        }
      });
    }
  }

  /** Lets on whoever came by one of those that are served. */
  void guard(RoutingContext ctx) {
    if (tooMany.contains(ctx.request().connection())) {
      ctx.response().putHeader("connection", "close");
      Errors.send(ctx, new Overloaded("there are too many connections", RETRY_AFTER_MS));
    } else {
      ctx.next();
    }
  }
}
