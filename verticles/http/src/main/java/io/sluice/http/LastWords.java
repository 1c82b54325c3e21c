package io.sluice.http;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How a door closes: who has asked for something gets it, however far it has come by then; once nobody waits for
 * anything, who only watches is let go. Confined to the door's event loop.
 */
final class LastWords {
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final Supplier<Duration> longest;
  private final Set<Channel> open = new HashSet<>();
  private int asking;

  /** @param longest how long who has asked is waited for when the door begins to close */
  LastWords(Vertx vertx, Supplier<Duration> longest) {
    this.vertx = vertx;
    this.longest = longest;
  }

  void opened(HttpConnection connection) {
    var channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    open.add(channel);
    channel.closeFuture().addListener(_ -> open.remove(channel));
  }

  /** Counts who has asked, from when all of the request is there; who gets something is a watcher. */
  void heard(RoutingContext ctx) {
    if (!ctx.request().method().equals(HttpMethod.GET)) {
      ctx.request().end().onSuccess(_ -> {
        if (!ctx.response().ended() && !ctx.response().closed()) {
          asking++;
          ctx.addEndHandler(_ -> asking--);
        }
      });
    }
    ctx.next();
  }

  /** Nobody can come any more from now on; done when everybody is gone. */
  Future<Void> close(HttpServer server) {
    letGo();
    return server.shutdown(longest.get().plus(FAREWELL).toMillis(), TimeUnit.MILLISECONDS);
  }

  private void letGo() {
    vertx.setTimer(FAREWELL.toMillis(), _ -> {
      if (asking > 0) {
        letGo();
      } else {
        for (var channel : Set.copyOf(open)) {
          var _ = channel.close();
        }
      }
    });
  }
}
