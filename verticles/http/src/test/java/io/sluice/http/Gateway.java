package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.http.Operations.Dependency;
import io.sluice.http.TestActors.Part;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The real front door on a free port, before scripted actors. */
final class Gateway implements AutoCloseable {
  static final int MAX_BODY = 64 << 10;
  static final int MAX_UPLOAD = 256 << 10;
  static final String SECRET = "the webhooks' secret";
  static final String METRICS = "# TYPE rag_queries_total counter\nrag_queries_total 1.0\n";
  static final JsonMapper JSON = new JsonMapper();
  static final Duration GENEROUS = Duration.ofSeconds(30);

  final Vertx vertx;
  final Bus bus;
  final TestActors actors;
  final HttpConfig config;
  final HttpVerticle verticle;
  final int port;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
      .build();

  private Gateway(Vertx vertx, Bus bus, TestActors actors, HttpConfig config,
      HttpVerticle verticle, int port) {
    this.vertx = vertx;
    this.bus = bus;
    this.actors = actors;
    this.config = config;
    this.verticle = verticle;
    this.port = port;
  }

  static Gateway open(Path folder) throws Exception {
    return open(folder, EnumSet.allOf(Part.class));
  }

  static Gateway open(Path folder, Set<Part> parts) throws Exception {
    return open(folder, parts, UnaryOperator.identity(), Duration.ZERO);
  }

  /** With a configuration that differs. */
  static Gateway open(Path folder, UnaryOperator<HttpConfig> change) throws Exception {
    return open(folder, EnumSet.allOf(Part.class), change, Duration.ZERO);
  }

  /** One that waits at its end for those who have asked. */
  static Gateway openPatient(Path folder, Set<Part> parts) throws Exception {
    return open(folder, parts, UnaryOperator.identity(), GENEROUS);
  }

  private static Gateway open(Path folder, Set<Part> parts, UnaryOperator<HttpConfig> change,
      Duration lastAnswers) throws Exception {
    var webroot = Files.createDirectories(folder.resolve("webroot/css"));
    Files.writeString(webroot.resolve("page.css"), "p { color: red }\n".repeat(100));
    Files.writeString(webroot.resolveSibling("index.html"), "<!doctype html><title>Sluice</title>");
    Files.writeString(webroot.resolveSibling("app.js"), "export const a = 1;");
    Files.writeString(folder.resolve("secret.txt"), "top secret");
    var vertx = Vertx.vertx();
    var bus = Bus.on(vertx);
    var streams = get(
        Streams.serve(vertx, bus, Streams.Limits.DEFAULT).toCompletionStage()
            .toCompletableFuture());
    var actors = new TestActors(bus, streams);
    get(actors.serve(parts).toCompletionStage().toCompletableFuture());
    var config = change
        .apply(
            new HttpConfig("127.0.0.1", 0, 0, 20_000, MAX_BODY, MAX_UPLOAD, Duration.ofSeconds(20),
                GENEROUS, folder.resolve("webroot"), SECRET, BridgesConfig.NONE, TlsConfig.NONE));
    var port = new CompletableFuture<Integer>();
    var verticle = new HttpVerticle(bus, config, WebFiles.load(config.webroot()),
        new Operations(() -> METRICS, () -> List.of(Dependency.of("redis", actors.redis)),
            _ -> true, () -> actors.stopping),
        () -> lastAnswers, port::complete);
    get(vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture());
    return new Gateway(vertx, bus, actors, config, verticle, get(port));
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(GENEROUS.toSeconds(), TimeUnit.SECONDS);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** A request to be made more of. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(GENEROUS);
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  /** A webhook as it should be. */
  HttpResponse<String> webhook(String body) throws Exception {
    var timestamp = Long.toString(Instant.now().getEpochSecond());
    return send(request("/v1/webhooks/documents").header("x-sluice-timestamp", timestamp)
        .header("x-sluice-signature", signature(timestamp, body))
        .POST(BodyPublishers.ofString(body)));
  }

  static String signature(String timestamp, String body) {
    return signature(timestamp, body.getBytes(StandardCharsets.UTF_8));
  }

  static String signature(String timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpClient client() {
    return client;
  }

  RawClient raw() throws IOException {
    return new RawClient(port);
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  static JsonNode error(HttpResponse<String> response) throws IOException {
    return json(response.body()).get("error");
  }

  @Override
  public void close() {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture()
        .orTimeout(GENEROUS.toSeconds(), TimeUnit.SECONDS).join();
  }
}
