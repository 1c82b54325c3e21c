package io.sluice.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that has been silent for too long, unless it is the gateway that has to speak:
 * while an answer is being worked on, the client has nothing to say. Vert.x' own idle timeout knows
 * no such difference. Nor may the head of a request take longer than that, however often a little of it
 * comes: else anybody could hold any number of connections for as long as he likes. Confined to the
 * connection's event loop.
 */
final class IdleWatch extends IdleStateHandler {
  private final long timeoutNs;
  private boolean working;
  private boolean betweenRequests = true;
  private boolean headBegan;
  private long headBeganAt;

  private IdleWatch(Duration timeout) {
    super(0, 0, timeout.toMillis(), TimeUnit.MILLISECONDS);
    timeoutNs = timeout.toNanos();
  }

  /** To be called once for each connection, when it opens. */
  static void over(HttpConnection connection, Duration timeout) {
    ((HttpServerConnection) connection).channelHandlerContext().pipeline().addFirst("idle",
        new IdleWatch(timeout));
  }

  /** The same for a connection without HTTP. */
  static IdleWatch over(NetSocket socket, Duration timeout) {
    var watch = new IdleWatch(timeout);
    ((NetSocketInternal) socket).channelHandlerContext().pipeline().addFirst("idle", watch);
    return watch;
  }

  /** The head of a request is there; what comes behind the response to it is that of the next. */
  static void headCame(RoutingContext ctx) {
    var watch = of(ctx.request().connection());
    if (watch != null) {
      watch.betweenRequests = false;
      watch.headBegan = false;
      ctx.addEndHandler(_ -> watch.betweenRequests = true);
    }
  }

  /** The request is there as a whole, or as much of it as is wanted: now the client waits. */
  static void clientWaits(HttpServerRequest request) {
    turn(request, true);
  }

  /** The client has to send or to read. */
  static void clientActs(HttpServerRequest request) {
    turn(request, false);
  }

  private static void turn(HttpServerRequest request, boolean working) {
    var watch = of(request.connection());
    if (watch != null) {
      watch.turn(working);
    }
  }

  /** Says whether it is the gateway that has to speak. */
  void turn(boolean working) {
    this.working = working;
    resetReadTimeout();
  }

  private static @Nullable IdleWatch of(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().pipeline()
        .get(IdleWatch.class);
  }

  /**
   * Looks at the time when more of a head comes: where nothing does, the connection is idle. What is no
   * HTTP, or not any more, has no heads.
   */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    var isHead = betweenRequests && ctx.pipeline().get(HttpRequestDecoder.class) != null;
    var now = System.nanoTime();
    if (isHead && !headBegan) {
      headBegan = true;
      headBeganAt = now;
    }
    super.channelRead(ctx, message);
    if (isHead && headBegan && now - headBeganAt > timeoutNs) {
      var _ = ctx.close();
    }
  }

  /** Vert.x closes a connection that it is told is idle. */
  @Override
  protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) throws Exception {
    if (!working) {
      super.channelIdle(ctx, event);
    }
  }
}
