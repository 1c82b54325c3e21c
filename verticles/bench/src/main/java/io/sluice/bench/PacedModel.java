package io.sluice.bench;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A language model's server that says so many numbered words to whatever it is asked, one by one, each
 * so long after the one before; at once where that is 0.
 */
final class PacedModel {
  /** As many words as a short answer has. */
  static final int SENTENCE = 20;

  private static final String END = "data: {\"choices\":[{\"index\":0,\"delta\":{},"
      + "\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":"
      + "{\"prompt_tokens\":10,\"completion_tokens\":10}}\n\ndata: [DONE]\n\n";

  private final Vertx vertx;
  private final int words;
  private final long pacingMs;

  private PacedModel(Vertx vertx, int words, long pacingMs) {
    this.vertx = vertx;
    this.words = words;
    this.pacingMs = pacingMs;
  }

  /** The port it is served on. */
  static int serve(Vertx vertx, int words, long pacingMs) throws Exception {
    return serve(vertx, at(vertx, words, pacingMs)::take);
  }

  static int serve(Vertx vertx, Handler<HttpServerRequest> model) throws Exception {
    return Wait.until(vertx.createHttpServer().requestHandler(model).listen(0, "127.0.0.1"))
        .actualPort();
  }

  /** One that is served by somebody else. */
  static PacedModel at(Vertx vertx, int words, long pacingMs) {
    return new PacedModel(vertx, words, pacingMs);
  }

  void take(HttpServerRequest request) {
    request.body().onSuccess(_ -> {
      var response = request.response().setChunked(true).putHeader("content-type",
          "text/event-stream");
      say(response, 0);
    });
  }

  private void say(HttpServerResponse response, int from) {
    if (response.closed()) {
      return;
    }
    if (pacingMs == 0) {
      for (var word = from; word < words; word++) {
        response.write(word(word));
      }
      response.end(END);
    } else if (from == words) {
      response.end(END);
    } else {
      Future<Void> said = response.write(word(from));
      vertx.setTimer(pacingMs, _ -> said.onSuccess(_ -> say(response, from + 1)));
    }
  }

  private static String word(int number) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"w" + number + " \"}}]}\n\n";
  }
}
