package io.sluice.rerank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A rerank server on this machine that answers as it is told, else well: a text's score is its length.
 */
final class ScriptedEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  volatile Shape shape = Shape.TEI;
  /** Requests that it does not answer. */
  volatile Predicate<List<String>> holds = _ -> false;
  /** Requests that it fails. */
  volatile Predicate<List<String>> fails = _ -> false;
  /** Whether it breaks off in the middle of an answer. */
  volatile boolean cuts;
  /** Whether its answer has no end. */
  volatile boolean floods;
  private volatile @Nullable Consumer<HttpServerResponse> canned;
  private final HttpServer server;

  private ScriptedEndpoint(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::take);
  }

  /** What it was asked. */
  record Asked(List<String> texts, @Nullable String authorization, @Nullable String traceparent) {}

  static ScriptedEndpoint start(Vertx vertx) throws Exception {
    var endpoint = new ScriptedEndpoint(vertx);
    endpoint.server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
    return endpoint;
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/rerank";
  }

  void stop() throws Exception {
    server.close().toCompletionStage().toCompletableFuture().get();
  }

  void answers(int status, String body) {
    answers(status, body, "x-nothing", "0");
  }

  void answers(int status, String body, String header, String value) {
    canned = response -> response.setStatusCode(status).putHeader(header, value).end(body);
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      var texts = texts(body);
      asked.add(new Asked(texts, request.getHeader("authorization"),
          request.getHeader("traceparent")));
      if (!holds.test(texts)) {
        answer(texts, request.response());
      }
    });
  }

  private void answer(List<String> texts, HttpServerResponse response) {
    var told = canned;
    if (told != null) {
      told.accept(response);
    } else if (fails.test(texts)) {
      response.setStatusCode(500).end();
    } else if (cuts) {
      response.putHeader("content-length", "1000").write("[{\"index\": 0")
          .onComplete(_ -> response.reset());
    } else if (floods) {
      response.setChunked(true);
      flood(response);
    } else {
      response.end(well(texts));
    }
  }

  private static void flood(HttpServerResponse response) {
    response.write(Buffer.buffer(new byte[1 << 20])).onSuccess(_ -> flood(response));
  }

  /** The best first, as servers do. */
  private String well(List<String> texts) {
    var results = JSON.createArrayNode();
    for (var i = texts.size() - 1; i >= 0; i--) {
      results.addObject().put("index", i).put(
          shape == Shape.TEI ? "score" : "relevance_score", texts.get(i).length());
    }
    return shape == Shape.TEI
        ? results.toString()
        : JSON.createObjectNode().put("id", "rerank-1").set("results", results).toString();
  }

  private static List<String> texts(Buffer body) {
    try {
      var root = JSON.readTree(body.getBytes());
      var texts = new ArrayList<String>();
      root.path(root.has("texts") ? "texts" : "documents").forEach(
          (JsonNode text) -> texts.add(text.asText()));
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
