package io.sluice.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import org.jspecify.annotations.Nullable;

/** Passes what it is asked on to a model, and what that says back, and does nothing else. */
final class BareProxy extends VerticleBase {
  private static final int CONNECTIONS = 4096;

  private final int model;
  private final int port;
  private @Nullable HttpClient client;

  private BareProxy(int model, int port) {
    this.model = model;
    this.port = port;
  }

  /** The port it is served on, by as many event loops as the gateway has front doors. */
  static int serve(Vertx vertx, int model) throws Exception {
    var port = Wait.freePort();
    Wait.until(vertx.deployVerticle(() -> new BareProxy(model, port), new DeploymentOptions()
        .setInstances(Runtime.getRuntime().availableProcessors())));
    return port;
  }

  @Override
  public Future<?> start() {
    var http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    client = http;
    return vertx.createHttpServer().requestHandler(request -> pass(request, http))
        .listen(port, "127.0.0.1");
  }

  private void pass(HttpServerRequest request, HttpClient http) {
    request.body()
        .compose(body -> http
            .request(HttpMethod.POST, model, "127.0.0.1", "/v1/chat/completions")
            .compose(onward -> onward.putHeader("content-type", "application/json").send(body)))
        .onSuccess(answer -> answer.pipeTo(request.response().setChunked(true)
            .putHeader("content-type", "text/event-stream")));
  }

  @Override
  public Future<?> stop() {
    return client == null ? Future.succeededFuture() : client.close();
  }
}
