package io.sluice.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An embedding server on this machine that answers as it is told, else well, and notes what it is
 * asked. Looks whether it is there are answered beside the script.
 */
final class ScriptedEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  /** Requests that are answered by who takes them from here. */
  final BlockingQueue<Asked> held = new LinkedBlockingQueue<>();
  private final Queue<Act> script = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  volatile boolean down;

  ScriptedEndpoint(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::take);
  }

  /** What it does with a request. */
  interface Act {
    void answer(Asked asked);
  }

  /** A request, which is to be answered. */
  record Asked(JsonNode body, MultiMap headers, String path, HttpServerResponse response) {
    List<String> texts() {
      var texts = new ArrayList<String>();
      body.path("input").forEach(text -> texts.add(text.asText()));
      return texts;
    }

    void well() {
      var answer = JSON.createObjectNode().put("object", "list");
      var data = answer.putArray("data");
      for (var i = texts().size() - 1; i >= 0; i--) {
        data.addObject().put("object", "embedding").put("index", i)
            .set("embedding", JSON.valueToTree(numbers(texts().get(i))));
      }
      json(answer);
    }

    void json(ObjectNode answer) {
      response.putHeader("content-type", "application/json").end(answer.toString());
    }

    void status(int status, String body) {
      response.setStatusCode(status).end(body);
    }
  }

  /** What it makes of a text; of any length but one. */
  static double[] numbers(String text) {
    return new double[]{text.length(), text.hashCode() % 100, 2, 1};
  }

  void start(int port) throws Exception {
    server.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  /** The next requests are answered so, one each. */
  void then(Act... acts) {
    script.addAll(List.of(acts));
  }

  static Act text(int status, String body) {
    return asked -> asked.status(status, body);
  }

  /** Ends the connection in the middle of an answer. */
  static void cut(Asked asked) {
    asked.response().putHeader("content-length", "1000").write("{\"data\": [");
    asked.response().end().onComplete(_ -> asked.response().reset());
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(
        body -> take(new Asked(read(body), request.headers(), String.valueOf(request.path()),
            request.response())));
  }

  private void take(Asked request) {
    if (down) {
      request.status(503, "");
      return;
    }
    if (request.texts().equals(List.of("hello"))) {
      request.well();
      return;
    }
    asked.add(request);
    var act = script.poll();
    if (act == null) {
      request.well();
    } else {
      act.answer(request);
    }
  }

  private static JsonNode read(Buffer body) {
    try {
      return JSON.readTree(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
