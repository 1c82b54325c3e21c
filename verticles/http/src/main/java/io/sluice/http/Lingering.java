package io.sluice.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * Drops what a client goes on sending after its body was refused. Closing at once would reset the
 * connection, and many clients then lose the refusal too; reading on for ever would let one client
 * keep the gateway busy. Confined to the request's event loop.
 */
final class Lingering implements Handler<Buffer> {
  private static final long PATIENCE_BYTES = 64L << 20;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  private final HttpServerRequest request;
  private final long began = System.nanoTime();
  private long dropped;

  private Lingering(HttpServerRequest request) {
    this.request = request;
  }

  /** To be called before the response is sent; the connection serves no other request. */
  static void begin(HttpServerRequest request) {
    if (request.isEnded() || !hasBody(request)) {
      return;
    }
    request.response().putHeader("connection", "close");
    request.handler(new Lingering(request))
        .endHandler(end -> close(request))
        .exceptionHandler(gone -> close(request))
        .resume();
  }

  static boolean hasBody(HttpServerRequest request) {
    var length = request.getHeader("content-length");
    return length == null ? request.headers().contains("transfer-encoding") : !length.equals("0");
  }

  @Override
  public void handle(Buffer part) {
    dropped += part.length();
    if (dropped > PATIENCE_BYTES || System.nanoTime() - began > PATIENCE_NS) {
      close(request);
    }
  }

  private static void close(HttpServerRequest request) {
    request.connection().close();
  }
}
