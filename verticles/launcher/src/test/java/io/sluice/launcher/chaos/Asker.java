package io.sluice.launcher.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.launcher.RunningGateway;
import io.sluice.launcher.chaos.Ending.Answered;
import io.sluice.launcher.chaos.Ending.Failed;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One who asks a question and holds the gateway to what it promises of answers. */
final class Asker {
  private static final int DEADLINE_MS = 20_000;

  private final HttpClient client;
  private final String url;

  Asker(HttpClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /** How a question gets there, and the answer back. */
  enum Way {
    EVENTS,
    JSON,
    WEB_SOCKET,
    /** Events, of which only the first are read. */
    LEAVING
  }

  /** @param patience of one who leaves: how many events are read */
  Ending ask(Way way, String question, long patience) throws Exception {
    return switch (way) {
      case EVENTS -> events(question, Long.MAX_VALUE);
      case LEAVING -> events(question, patience);
      case JSON -> json(question);
      case WEB_SOCKET -> webSocket(question);
    };
  }

  /** The body of a question. */
  static ObjectNode body(String question) {
    return RunningGateway.JSON.createObjectNode().put("question", question).put("deadlineMs",
        DEADLINE_MS);
  }

  private Ending events(String question, long most) throws Exception {
    var response = client.send(
        request(question).header("accept", "text/event-stream").build(),
        BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      return response.statusCode() == 200
          ? new AnswerCheck().read(
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), most)
          : refused(response.statusCode(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Ending json(String question) throws Exception {
    var response = client.send(request(question).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      return refused(response.statusCode(), response.body());
    }
    var answer = RunningGateway.JSON.readTree(response.body());
    if (answer.path("answer").asText().isBlank()) {
      throw new AssertionError("an answer without words: " + answer);
    }
    return new Answered(answer.path("route").path("provider").asText());
  }

  private static Ending refused(int status, String body) throws JsonProcessingException {
    var failed = Failed.of(RunningGateway.JSON.readTree(body));
    if (status < 400) {
      throw new AssertionError("an error with status " + status + ": " + body);
    }
    return failed;
  }

  private HttpRequest.Builder request(String question) {
    return HttpRequest.newBuilder(URI.create(url + "/v1/ask"))
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body(question).toString()));
  }

  private Ending webSocket(String question) throws Exception {
    var frames = new Frames();
    var socket = client.newWebSocketBuilder()
        .buildAsync(URI.create(url.replaceFirst("^http", "ws") + "/v1/ws"), frames).get();
    try {
      socket.sendText(body(question).put("type", "ask").put("ref", "q").toString(), true).get();
      return frames.end.get();
    } finally {
      socket.abort();
    }
  }

  /** What comes back by a WebSocket, until the answer ends. */
  private static final class Frames implements WebSocket.Listener {
    private final AnswerCheck check = new AnswerCheck();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Ending> end = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void take(String frame) {
      try {
        var event = RunningGateway.JSON.readTree(frame);
        check.take(event.path("id").isNumber() ? event.path("id").asLong() : null,
            event.path("event").asText(), event.path("data"));
        if (check.hasEnded()) {
          end.complete(check.ending());
        }
      } catch (JsonProcessingException | AssertionError e) {
        end.completeExceptionally(e);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      end.completeExceptionally(new AssertionError("the WebSocket was closed: " + status));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      end.completeExceptionally(new AssertionError("the WebSocket broke", failure));
    }
  }
}
