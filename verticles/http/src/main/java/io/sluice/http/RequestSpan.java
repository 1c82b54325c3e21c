package io.sluice.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.sluice.bus.Span;
import io.sluice.bus.Tracing;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The span of a request to the API, from its head to the end of its response or of its connection. It is
 * named by the route: what a path names is not in it. Confined to the request's event loop.
 */
final class RequestSpan {
  private static final String WEBSOCKET = "/v1/ws";
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD,
      HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS, HttpMethod.PATCH);
  private static final int SERVER_ERROR = 500;

  private final RoutingContext ctx;
  private final Span span;
  private final String method;
  private boolean over;

  private RequestSpan(RoutingContext ctx, Span span, String method) {
    this.ctx = ctx;
    this.span = span;
    this.method = method;
  }

  /** Pages, health and metrics have none; each question over a WebSocket has its own. */
  static void begin(Tracing tracing, RoutingContext ctx) {
    if (tracing.isOff()) {
      return;
    }
    var whole = ctx.normalizedPath();
    var path = whole.length() > 1 && whole.endsWith("/")
        ? whole.substring(0, whole.length() - 1)
        : whole;
    if (!path.equals(WEBSOCKET) && (path.startsWith("/v1/") || path.equals("/mcp"))) {
      var method = METHODS.contains(ctx.request().method())
          ? ctx.request().method().name()
          : "HTTP";
      var span = Caller.begin(tracing, method, ctx);
      if (span.isNoted()) {
        new RequestSpan(ctx, span, method).watch();
      }
    }
  }

  /** The response does not tell us that its connection is gone where somebody else asks it to. */
  private void watch() {
    span.with("http.request.method", method.equals("HTTP") ? "_OTHER" : method)
        .with("sluice.request_id", Caller.requestId(ctx));
    ChannelFutureListener gone = _ -> end(false);
    channel().closeFuture().addListener(gone);
    ctx.addEndHandler(sent -> {
      var _ = channel().closeFuture().removeListener(gone);
      end(sent.succeeded());
    });
  }

  private Channel channel() {
    return ((HttpServerConnection) ctx.request().connection()).channelHandlerContext().channel();
  }

  private void end(boolean sent) {
    if (over) {
      return;
    }
    over = true;
    var route = ctx.currentRoute();
    var path = route == null ? null : route.getPath();
    if (path != null) {
      span.named(method + " " + path).with("http.route", path);
    }
    var status = ctx.response().getStatusCode();
    if (sent || ctx.response().headWritten()) {
      span.with("http.response.status_code", status);
    }
    if (!sent) {
      span.failed("closed", "the client has gone");
    } else if (status >= SERVER_ERROR) {
      span.failed(Integer.toString(status), "");
    }
    span.end();
  }
}
