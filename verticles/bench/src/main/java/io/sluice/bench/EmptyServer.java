package io.sluice.bench;

import io.vertx.core.Vertx;

/** The least a Vert.x program can be that answers; the baseline of start-up. */
final class EmptyServer {

  private EmptyServer() {}

  /** Says where it serves, as the gateway does. */
  public static void main(String[] args) {
    Vertx.vertx().createHttpServer().requestHandler(request -> request.response().end("{}"))
        .listen(0, "127.0.0.1").onSuccess(
            server -> System.out.println("ready:  http://localhost:" + server.actualPort()));
  }
}
