package io.sluice.testservers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A call of a {@link ScriptedModel}, which is to be answered, from any thread. */
public final class ModelCall {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Context context;
  private final HttpServerResponse response;
  private final MultiMap headers;
  private final String path;
  private final JsonNode body;
  private volatile boolean ended;
  private boolean begun;

  ModelCall(Vertx vertx, HttpServerRequest request, Buffer body) {
    this.context = vertx.getOrCreateContext();
    this.response = request.response();
    this.headers = request.headers();
    this.path = String.valueOf(request.path());
    try {
      this.body = JSON.readTree(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode body() {
    return body;
  }

  public MultiMap headers() {
    return headers;
  }

  public String path() {
    return path;
  }

  /** What the model is asked last. */
  public String prompt() {
    var messages = body.path("messages");
    return messages.path(messages.size() - 1).path("content").asText();
  }

  public boolean hasEnded() {
    return ended;
  }

  public boolean isAnthropic() {
    return path.endsWith("/messages");
  }

  /** The next words, as an event. */
  public void say(String words) {
    if (isAnthropic()) {
      begin();
      var event = JSON.createObjectNode().put("type", "content_block_delta").put("index", 0);
      event.putObject("delta").put("type", "text_delta").put("text", words);
      event(event);
    } else {
      var event = JSON.createObjectNode().put("object", "chat.completion.chunk");
      event.putArray("choices").addObject().put("index", 0).putNull("finish_reason")
          .putObject("delta").put("content", words);
      event(event);
    }
  }

  /** All is said, for this reason (in the words of the API), and so many tokens were used. */
  public void finish(String reason, int promptTokens, int completionTokens) {
    if (isAnthropic()) {
      begin();
      var event = JSON.createObjectNode().put("type", "message_delta");
      event.putObject("delta").put("stop_reason", reason);
      event.putObject("usage").put("input_tokens", promptTokens)
          .put("output_tokens", completionTokens);
      event(event);
      event(JSON.createObjectNode().put("type", "message_stop"));
    } else {
      var event = JSON.createObjectNode();
      event.putArray("choices").addObject().put("index", 0).put("finish_reason", reason)
          .putObject("delta");
      event(event);
      if (promptTokens >= 0) {
        var usage = JSON.createObjectNode();
        usage.putArray("choices");
        usage.putObject("usage").put("prompt_tokens", promptTokens).put("completion_tokens",
            completionTokens);
        event(usage);
      }
      raw("data: [DONE]\n\n");
    }
    end();
  }

  public void event(ObjectNode event) {
    raw((isAnthropic() ? "event: " + event.path("type").asText() + "\n" : "") + "data: " + event
        + "\n\n");
  }

  /** These very bytes, in a stream of events. */
  public void raw(String text) {
    context.runOnContext(_ -> {
      head();
      response.write(text);
    });
  }

  /** These very bytes, which may be no text. */
  public void bytes(byte... bytes) {
    var copy = Buffer.buffer(bytes);
    context.runOnContext(_ -> {
      head();
      response.write(copy);
    });
  }

  /** Whether its asker has hung up. */
  public boolean isClosed() {
    return response.closed();
  }

  /** Another answer than a stream. */
  public void status(int status, String type, String text) {
    ended = true;
    context.runOnContext(
        _ -> response.setStatusCode(status).putHeader("content-type", type).end(text));
  }

  public ModelCall header(String name, String value) {
    response.putHeader(name, value);
    return this;
  }

  /** No more words: the answer as it is. */
  public void end() {
    ended = true;
    context.runOnContext(_ -> {
      head();
      response.end();
    });
  }

  /** Closes the connection, with the answer as it is. */
  public void cut() {
    ended = true;
    context.runOnContext(_ -> response.reset());
  }

  private void begin() {
    if (!begun) {
      begun = true;
      var event = JSON.createObjectNode().put("type", "message_start");
      event.putObject("message").putObject("usage").put("input_tokens", 7).put("output_tokens", 1);
      event(event);
    }
  }

  private void head() {
    if (!response.headWritten()) {
      response.setChunked(true).putHeader("content-type", "text/event-stream; charset=utf-8");
    }
  }
}
