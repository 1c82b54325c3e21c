package io.sluice.http;

import io.sluice.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.function.IntConsumer;

/**
 * The door of a node that has no front door: how it is, and what it measures, for those who might see it at
 * a front door.
 */
public final class OperationsVerticle extends VerticleBase {
  private final Bus bus;
  private final HttpConfig config;
  private final Operations operations;
  private final IntConsumer listening;

  /**
   * An actor that is to be deployed.
   *
   * @param listening is told the port that is served
   */
  public OperationsVerticle(Bus bus, HttpConfig config, Operations operations,
      IntConsumer listening) {
    this.bus = bus;
    this.config = config;
    this.operations = operations;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    var options = new HttpServerOptions().setHost(config.host()).setPort(config.port());
    if (config.tls().isUsed()) {
      options.setSsl(true).setKeyCertOptions(config.tls().files());
    }
    var router = Router.router(vertx);
    Errors.install(router);
    router.route().handler(ctx -> {
      Caller.identify(ctx);
      SecurityHeaders.add(ctx);
      ctx.next();
    }).handler(new OwnName(config)::guard).handler(Origins::guard).handler(Credential::guard)
        .handler(new Gate(bus, config.proxies())::admit);
    new HealthHandler(bus, operations).serve(router);
    Methods.install(router);
    return vertx.createHttpServer(options).requestHandler(router)
        .invalidRequestHandler(Errors::invalid).listen()
        .onSuccess(server -> listening.accept(server.actualPort()));
  }
}
