package io.sluice.http;

import io.sluice.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import io.vertx.ext.web.handler.sockjs.Transport;

/**
 * {@code /eventbus}: the bridge for browsers and for whatever has a SockJS or WebSocket client. Of
 * SockJS' ways only the WebSocket is served: the others would let pages of other origins in.
 */
final class SockJsBridge {
  private final Bus bus;
  private final HttpConfig config;

  SockJsBridge(Bus bus, HttpConfig config) {
    this.bus = bus;
    this.config = config;
  }

  void install(Vertx vertx, Router router) {
    var options = new SockJSHandlerOptions().setInsertJSESSIONID(false);
    for (var transport : Transport.values()) {
      if (transport != Transport.WEBSOCKET) {
        options.addDisabledTransport(transport.name());
      }
    }
    router.route("/eventbus/*").handler(SockJsBridge::guard)
        .subRouter(SockJSHandler.create(vertx, options).socketHandler(this::open));
  }

  private static void guard(RoutingContext ctx) {
    if (Origins.isOwn(ctx.request())) {
      ctx.next();
    } else {
      ctx.fail(403);
    }
  }

  private void open(SockJSSocket socket) {
    var request = socket.routingContext().request();
    var session = new BridgeSession(bus, config.deadline(), BridgeDialect.SOCKJS,
        new Line(socket), Visitor.of(bus, request, config.proxies()));
    IdleWatch.clientActs(request);
    socket.handler(session::frame).exceptionHandler(broken -> socket.close())
        .closeHandler(closed -> session.leave());
  }

  private record Line(SockJSSocket socket) implements BridgeLine {

    @Override
    public Future<Void> write(Buffer frame) {
      return socket.write(frame.toString());
    }

    @Override
    public void working(boolean works) {
      if (works) {
        IdleWatch.clientWaits(socket.routingContext().request());
      } else {
        IdleWatch.clientActs(socket.routingContext().request());
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
