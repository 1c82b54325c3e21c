package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.message.Refusal.BadRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves the API and the web UI. Several may be deployed to share a port. */
public final class HttpVerticle extends VerticleBase {
  static final int MAX_FRAME = 64 << 10;
  /** A body of JSON lies in memory several times over while it is read; a file never does. */
  private static final int MAX_JSON_DOCUMENT = 64 << 20;
  /** A thousand questions of the longest that people write. */
  private static final int MAX_BATCH = 16 << 20;
  private static final String WEBSOCKET_VERSION = "13";

  private final Bus bus;
  private final HttpConfig config;
  private final WebFiles files;
  private final Operations operations;
  private final IntConsumer listening;
  private final Supplier<Duration> lastAnswers;
  private @Nullable HttpServer opened;
  private @Nullable LastWords lastWords;

  /**
   * An actor that is to be deployed.
   *
   * @param lastAnswers how long who has asked is waited for from now on, when it ends
   * @param listening is told the port that is served
   */
  public HttpVerticle(Bus bus, HttpConfig config, WebFiles files, Operations operations,
      Supplier<Duration> lastAnswers, IntConsumer listening) {
    this.bus = bus;
    this.config = config;
    this.files = files;
    this.operations = operations;
    this.lastAnswers = lastAnswers;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    var options = new HttpServerOptions().setHost(config.host()).setPort(config.port())
        .setMaxWebSocketMessageSize(MAX_FRAME).addWebSocketSubProtocol(Credential.PLAIN_PROTOCOL)
        .setMaxWebSocketFrameSize(MAX_FRAME)
        // A frame is limited as it comes, and would not be limited any more once it is unpacked.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false).setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(false);
    if (config.tls().isUsed()) {
      options.setSsl(true).setKeyCertOptions(config.tls().files()).setUseAlpn(false);
    }
    var connections = Connections.of(vertx, config);
    var last = new LastWords(vertx, lastAnswers);
    lastWords = last;
    return vertx.createHttpServer(options)
        .connectionHandler(connection -> {
          IdleWatch.over(connection, config.idleTimeout());
          connections.opened(vertx, connection);
          last.opened(connection);
        })
        .requestHandler(router())
        .invalidRequestHandler(Errors::invalid).listen()
        .onSuccess(server -> {
          opened = server;
          Certificates.watch(vertx, config.tls(), other -> server.updateSSLOptions(other, true));
          listening.accept(server.actualPort());
        });
  }

  @Override
  public Future<?> stop() {
    return opened == null || lastWords == null
        ? Future.succeededFuture()
        : lastWords.close(opened);
  }

  Router router() {
    var router = Router.router(vertx);
    var body = new BodyReader(new BodyLimit(config.maxBodyBytes(), ""), config.deadline());
    var answers = new AnswersHandler(bus);

    Errors.install(router);
    router.route().handler(this::begin).handler(Objects.requireNonNull(lastWords)::heard)
        .handler(Connections.of(vertx, config)::guard)
        .handler(new OwnName(config)::guard).handler(Origins::guard)
        .handler(Credential::guard).handler(new Gate(bus, config.proxies())::admit);

    router.post("/v1/ask").handler(new AskHandler(bus, body, config.deadline())::handle);
    var watching = new WatchingHandler(new Actors(bus));
    router.get("/v1/overview").handler(watching::overview);
    router.get("/v1/answers").handler(watching::answers);
    router.get("/v1/answers/:id").handler(answers::get);
    router.get("/v1/answers/:id/events").handler(answers::events);
    router.delete("/v1/answers/:id").handler(answers::stop);
    router.get("/v1/ws").handler(this::webSocket);
    router.post("/v1/search").handler(new SearchHandler(bus, body)::handle);

    var cache = new CacheHandler(new Actors(bus), body);
    router.get("/v1/cache").handler(cache::describe);
    router.post("/v1/cache/explain").handler(cache::explain);
    router.post("/v1/cache/evict").handler(cache::evict);

    var feedback = new FeedbackHandler(new Actors(bus), body);
    router.post("/v1/feedback").handler(feedback::feedback);
    router.post("/v1/clicks").handler(feedback::click);
    router.get("/v1/answers/:id/explain").handler(feedback::explain);
    var experiments = new ExperimentsHandler(new Actors(bus), body);
    router.get("/v1/experiments").handler(experiments::list);
    router.post("/v1/experiments/:name").handler(experiments::change);

    addBatches(router);
    addOpenAi(router, body);
    router.post("/mcp").handler(new McpHandler(bus, body, config.deadline())::handle);
    if (config.bridges().sockjs()) {
      new SockJsBridge(bus, config).install(vertx, router);
    }
    addDocuments(router);

    var quality = new QualityHandler(new Actors(bus), Clock.systemUTC());
    router.get("/v1/quality").handler(quality::now);
    router.get("/v1/quality/report").handler(quality::report);
    router.get("/v1/usage").handler(new UsageHandler(new Actors(bus), Clock.systemUTC())::handle);
    new HealthHandler(bus, operations).serve(router);
    router.get("/openapi.yaml").handler(files::handle);
    Methods.install(router);
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(files::handle);
    return router;
  }

  private void addBatches(Router router) {
    var body = new BodyReader(new BodyLimit(Math.max(config.maxBodyBytes(), MAX_BATCH),
        "; more questions have to be sent as several batches"), config.deadline());
    var batches = new BatchesHandler(new Actors(bus), body);

    router.post("/v1/batches").handler(batches::open);
    router.get("/v1/batches").handler(batches::list);
    router.get("/v1/batches/:id").handler(batches::get);
    router.delete("/v1/batches/:id").handler(batches::drop);
    router.get("/v1/batches/:id/events").handler(batches::events);
    router.get("/v1/batches/:id/results").handler(batches::results);
  }

  /** What OpenAI's clients ask for. */
  private void addOpenAi(Router router, BodyReader body) {
    var actors = new Actors(bus);
    var models = new ModelsHandler(actors);

    router.post("/v1/chat/completions")
        .handler(new ChatHandler(bus, body, config.deadline())::handle);
    router.get("/v1/models").handler(models::list);
    router.get("/v1/models/:id").handler(models::get);
    router.get("/v1/models/:id/:collection").handler(models::getBySegments);
    router.post("/v1/embeddings").handler(new EmbeddingsHandler(actors, body)::handle);
  }

  private void addDocuments(Router router) {
    var actors = new Actors(bus);
    var body = new BodyReader(new BodyLimit(Math.min(config.maxUploadBytes(), MAX_JSON_DOCUMENT),
        "; a larger document has to be sent as a file (multipart/form-data)"),
        config.deadline());
    var documents = new DocumentsHandler(actors, body, config);
    var versions = new VersionsHandler(actors);
    var ingestions = new IngestionsHandler(actors);
    var seen = vertx.sharedData().<String, SeenWebhooks>getLocalMap("sluice.http")
        .computeIfAbsent("webhooks", none -> new SeenWebhooks());

    router.post("/v1/documents").handler(documents::submit);
    router.get("/v1/documents").handler(documents::list);
    router.get("/v1/documents/:id").handler(documents::get);
    router.delete("/v1/documents/:id").handler(documents::erase);
    router.get("/v1/documents/:id/source").handler(new SourceHandler(actors)::handle);
    router.get("/v1/documents/:id/originals").handler(documents::originals);
    router.get("/v1/documents/:id/versions").handler(versions::list);
    router.get("/v1/documents/:id/versions/:n/passages").handler(versions::passages);
    router.get("/v1/documents/:id/versions/:n/diff").handler(versions::diff);
    router.post("/v1/documents/:id/versions/:n/activate").handler(versions::activate);
    router.get("/v1/duplicates").handler(documents::duplicates);
    router.get("/v1/collections").handler(documents::collections);
    router.get("/v1/ingestions/:id").handler(ingestions::get);
    router.get("/v1/ingestions/:id/events").handler(ingestions::events);
    router.get("/v1/dead-letters").handler(ingestions::deadLetters);
    router.post("/v1/dead-letters/:id/retry").handler(ingestions::retry);
    router.post("/v1/webhooks/documents")
        .handler(new WebhookHandler(actors, body, config.webhookSecret(), seen)::handle);
  }

  private void begin(RoutingContext ctx) {
    IdleWatch.headCame(ctx);
    Caller.identify(ctx);
    ctx.addHeadersEndHandler(head -> IdleWatch.clientActs(ctx.request()));
    if (!Lingering.hasBody(ctx.request())) {
      IdleWatch.clientWaits(ctx.request());
    }
    SecurityHeaders.add(ctx);
    if (config.tls().isUsed()) {
      SecurityHeaders.addForTls(ctx);
    }
    if (operations.stopping().getAsBoolean()) {
      ctx.response().putHeader("connection", "close");
    }
    try {
      ctx.request().params();
      ctx.normalizedPath();
    } catch (IllegalArgumentException e) {
      ctx.fail(400); // an escape in the path or the query that is none
      return;
    }
    RequestSpan.begin(bus.tracing(), ctx);
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
    if (!WEBSOCKET_VERSION.equals(ctx.request().getHeader("sec-websocket-version"))) {
      ctx.response().putHeader("sec-websocket-version", WEBSOCKET_VERSION)
          .putHeader("upgrade", "websocket");
      Errors.send(ctx, 426, new BadRequest("must be " + WEBSOCKET_VERSION,
          "Sec-WebSocket-Version"));
      return;
    }
    IdleWatch.clientActs(ctx.request());
    var visitor = Visitor.of(bus, ctx.request(), config.proxies());
    ctx.request().toWebSocket()
        .onSuccess(socket -> new WsSession(bus, socket, config.deadline(), ctx, visitor).open())
        .onFailure(e -> ctx.fail(400));
  }
}
