package io.sluice.ingestion;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A web site on this machine that answers as it is told, and notes what it is asked. */
final class Site {
  final Map<String, Consumer<HttpServerResponse>> answers = new ConcurrentHashMap<>();
  final List<MultiMap> requests = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Site(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::answer);
  }

  void start() {
    IngestionCase.result(server.listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  List<String> paths() {
    return paths;
  }

  /** A header of the last request. */
  @Nullable
  String last(String header) {
    return requests.getLast().get(header);
  }

  void page(String path, String text, Map<String, String> headers) {
    answers.put(path, response -> {
      response.headers().addAll(headers);
      response.end(text);
    });
  }

  void status(String path, int status) {
    answers.put(path, response -> response.setStatusCode(status).end());
  }

  void redirect(String path, String location) {
    answers.put(path,
        response -> response.setStatusCode(302).putHeader("location", location).end());
  }

  private void answer(HttpServerRequest request) {
    requests.add(request.headers());
    paths.add(request.uri());
    answers.getOrDefault(request.uri(), response -> response.setStatusCode(500).end())
        .accept(request.response());
  }
}
