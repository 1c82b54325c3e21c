package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Sources;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Tells a client how far its question has come, by server-sent events before the answer. Confined to
 * the request's event loop.
 */
final class McpProgress {
  private static final Buffer PING = Buffer.buffer(": ping\n\n");

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final JsonNode token;

  /** Names the question by the client's own token for it. */
  McpProgress(HttpServerRequest request, JsonNode token) {
    this.request = request;
    this.response = request.response();
    this.token = token;
  }

  private record Progress(JsonNode progressToken, long progress, String message) {}

  /** Completes when the client has taken it; where it leaves instead, nobody reads on. */
  Future<Void> heard(Batch batch) {
    if (response.closed()) {
      return Future.succeededFuture();
    }
    begin();
    response.write(batch.events().isEmpty()
        ? PING
        : event(new JsonRpc.Note("notifications/progress", new Progress(token, batch.last(),
            message((AnswerEvent) batch.events().getLast())))));
    if (!response.writeQueueFull()) {
      IdleWatch.clientWaits(request);
      return Future.succeededFuture();
    }
    IdleWatch.clientActs(request);
    var taken = Promise.<Void>promise();
    response.drainHandler(drained -> {
      IdleWatch.clientWaits(request);
      taken.tryComplete();
    });
    return taken.future();
  }

  /** The answer itself, which ends the stream. */
  void end(Object message) {
    begin();
    IdleWatch.clientActs(request);
    response.end(event(message));
  }

  private void begin() {
    if (!response.headWritten()) {
      response.setChunked(true).putHeader("content-type", "text/event-stream")
          .putHeader("cache-control", "no-cache").putHeader("x-accel-buffering", "no");
    }
  }

  private static Buffer event(Object message) {
    return Buffer.buffer("data: ").appendBytes(Responses.bytes(message)).appendString("\n\n");
  }

  private static String message(AnswerEvent event) {
    return switch (event) {
      case Sources found -> found.sources().size() + " passages found";
      case Token token -> "writing the answer";
      default -> event.kind();
    };
  }
}
