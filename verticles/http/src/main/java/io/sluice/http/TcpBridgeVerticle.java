package io.sluice.http;

import io.sluice.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.function.IntConsumer;

/**
 * The bridge for whatever has a TCP client of Vert.x: a frame is the length of its JSON, four bytes
 * with the highest first, and the JSON. Several may be deployed to share a port.
 */
public final class TcpBridgeVerticle extends VerticleBase {
  private static final int HEAD = Integer.BYTES;

  private final Bus bus;
  private final HttpConfig config;
  private final IntConsumer listening;

  /** Tells {@code listening} the port it serves on. */
  public TcpBridgeVerticle(Bus bus, HttpConfig config, IntConsumer listening) {
    this.bus = bus;
    this.config = config;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    var options = new NetServerOptions().setHost(config.host())
        .setPort(config.bridges().tcpPort());
    if (config.tls().isUsed()) {
      options.setSsl(true).setKeyCertOptions(config.tls().files());
    }
    return vertx.createNetServer(options).connectHandler(this::open).listen()
        .onSuccess(server -> {
          Certificates.watch(vertx, config.tls(), other -> server.updateSSLOptions(other, true));
          listening.accept(server.actualPort());
        });
  }

  private void open(NetSocket socket) {
    var watch = IdleWatch.over(socket, config.idleTimeout());
    var session = new BridgeSession(bus, config.deadline(), BridgeDialect.TCP,
        new Line(socket, watch), new Visitor(bus, null, ClientAddress.of(socket.remoteAddress())));
    var frames = new Frames(RecordParser.newFixed(HEAD), socket, session);
    socket.handler(frames.parser()).exceptionHandler(broken -> socket.close())
        .closeHandler(closed -> session.leave());
    frames.parser().handler(frames::head);
  }

  /** Cuts what comes into frames. */
  private record Frames(RecordParser parser, NetSocket socket, BridgeSession session) {

    void head(Buffer head) {
      var length = head.getInt(0);
      if (length < 1 || length > HttpVerticle.MAX_FRAME) {
        socket.close(); // nobody knows where the next one begins
      } else {
        parser.fixedSizeMode(length);
        parser.handler(this::body);
      }
    }

    void body(Buffer body) {
      parser.fixedSizeMode(HEAD);
      parser.handler(this::head);
      session.frame(body);
    }
  }

  private record Line(NetSocket socket, IdleWatch watch) implements BridgeLine {

    @Override
    public Future<Void> write(Buffer frame) {
      return socket.write(Buffer.buffer().appendInt(frame.length()).appendBuffer(frame));
    }

    @Override
    public void working(boolean works) {
      watch.turn(works);
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
