package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.message.Refusal.BadRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Serves the API and the web UI. Several may be deployed to share a port. */
public final class HttpVerticle extends VerticleBase {
  private static final int MAX_FRAME = 64 << 10;

  private final Bus bus;
  private final HttpConfig config;
  private final WebFiles files;
  private final IntConsumer listening;

  /** Tells {@code listening} the port it serves on. */
  public HttpVerticle(Bus bus, HttpConfig config, WebFiles files, IntConsumer listening) {
    this.bus = bus;
    this.config = config;
    this.files = files;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    var options = new HttpServerOptions().setHost(config.host()).setPort(config.port())
        .setIdleTimeout((int) config.idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setMaxWebSocketMessageSize(MAX_FRAME)
        .setMaxWebSocketFrameSize(MAX_FRAME).setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(false);
    return vertx.createHttpServer(options).requestHandler(router())
        .invalidRequestHandler(Errors::invalid).listen()
        .onSuccess(server -> listening.accept(server.actualPort()));
  }

  Router router() {
    var router = Router.router(vertx);
    var body = new BodyReader(config.maxBodyBytes());
    var answers = new AnswersHandler(bus);
    var upload = new BodyReader(config.maxUploadBytes());
    var documents = new DocumentsHandler(bus, upload, new UploadReader(upload));
    var health = new HealthHandler(bus);

    Errors.install(router);
    router.route().handler(HttpVerticle::begin).handler(Origins::guard);

    router.post("/v1/ask").handler(new AskHandler(bus, body, config.deadline())::handle);
    router.get("/v1/answers/:id").handler(answers::get);
    router.get("/v1/answers/:id/events").handler(answers::events);
    router.delete("/v1/answers/:id").handler(answers::stop);
    router.get("/v1/ws").handler(this::webSocket);
    router.post("/v1/search").handler(new SearchHandler(bus, body)::handle);

    router.post("/v1/documents").handler(documents::submit);
    router.get("/v1/documents").handler(documents::list);
    router.get("/v1/documents/:id").handler(documents::get);
    router.get("/v1/documents/:id/source").handler(documents::source);
    router.delete("/v1/documents/:id").handler(documents::erase);
    router.get("/v1/ingestions/:id").handler(documents::ingestion);
    router.get("/v1/collections").handler(documents::collections);

    router.get("/health/live").handler(health::live);
    router.get("/health/ready").handler(health::ready);
    router.get("/health").handler(health::all);
    router.get("/openapi.yaml").handler(files::handle);
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(files::handle);
    return router;
  }

  private static void begin(RoutingContext ctx) {
    Caller.identify(ctx);
    SecurityHeaders.add(ctx);
    try {
      ctx.request().params();
    } catch (IllegalArgumentException e) {
      ctx.fail(400); // an escape in the query that is none
      return;
    }
    ctx.next();
  }

  private void webSocket(RoutingContext ctx) {
    if (!Origins.isOwn(ctx.request())) {
      ctx.fail(403);
      return;
    }
    if (!"websocket".equalsIgnoreCase(ctx.request().getHeader("upgrade"))) {
      Errors.send(ctx, new BadRequest("here is a WebSocket, and this is no request for one", null));
      return;
    }
    ctx.request().toWebSocket().onSuccess(socket -> new WsSession(bus, socket, config.deadline(),
        time -> Caller.call(ctx, time)).open()).onFailure(e -> ctx.fail(400));
  }
}
