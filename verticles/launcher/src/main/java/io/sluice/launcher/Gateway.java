package io.sluice.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A running gateway, as the commands of the command line talk to it. */
final class Gateway {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(5);

  @Option(names = "--url", paramLabel = "URL", description = "The gateway (${DEFAULT-VALUE}).", defaultValue = "${env:SLUICE_URL:-http://localhost:8080}")
  private String url = "http://localhost:8080";

  @Option(names = "--key", paramLabel = "KEY", description = "What it is opened by, where it wants a key; better in the environment: SLUICE_API_KEY.", defaultValue = "${env:SLUICE_API_KEY:-}")
  private String key = "";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5))
      .build();

  /** The gateway said no. */
  static final class Refused extends Trouble {
    private static final long serialVersionUID = 1;
    private final String param;

    Refused(String message, String param) {
      super(message);
      this.param = param;
    }

    /** The path of the wrong field; empty where none is to blame. */
    String param() {
      return param;
    }
  }

  /** There was no answer, or not all of it. */
  static final class Unreachable extends Trouble {
    private static final long serialVersionUID = 1;

    Unreachable(String message) {
      super(message);
    }
  }

  /** Asks and hands on each event of the answer: its name and its JSON. */
  void ask(JsonNode question, BiConsumer<String, JsonNode> event) {
    lines(post("/v1/ask", question).header("accept", "text/event-stream").build(),
        lines -> readEvents(lines, event));
  }

  /** The whole answer. */
  JsonNode answer(JsonNode question) {
    return json(post("/v1/ask", question).build());
  }

  /** How an answer came about. */
  JsonNode explain(String answer) {
    return json(get("/v1/answers/" + inPath(answer) + "/explain"));
  }

  /** Opens a batch, or finds the one that has the key. */
  JsonNode openBatch(JsonNode questions, String key) {
    return json(post("/v1/batches", questions).header("Idempotency-Key", key).build());
  }

  JsonNode batch(String id) {
    return json(get("/v1/batches/" + id));
  }

  /** Forgets a batch, its questions and its answers. */
  void dropBatch(String id) {
    json(request("/v1/batches/" + id).DELETE().build());
  }

  /** Hands on each state of the batch, until it ends or tells no more. */
  void followBatch(String id, Consumer<JsonNode> state) {
    lines(get("/v1/batches/" + id + "/events"), lines -> readEvents(lines, (kind, event) -> {
      if (kind.equals("progress")) {
        state.accept(event);
      }
    }));
  }

  /** Hands on each of the results behind a line. */
  void batchResults(String id, int after, Consumer<JsonNode> result) {
    lines(get("/v1/batches/" + id + "/results?after=" + after), lines -> {
      for (var line : (Iterable<String>) lines::iterator) {
        result.accept(JSON.readTree(line));
      }
    });
  }

  JsonNode search(JsonNode query) {
    return json(post("/v1/search", query).build());
  }

  /** Returns where the process is there and listens. */
  void checkLive() {
    json(request("/health/live").timeout(LIVE_WITHIN).GET().build());
  }

  /** How the caches are. */
  JsonNode cache() {
    return json(get("/v1/cache"));
  }

  JsonNode explainCache(JsonNode question) {
    return json(post("/v1/cache/explain", question).build());
  }

  JsonNode evictCache(JsonNode which) {
    return json(post("/v1/cache/evict", which).build());
  }

  /** What they have shown. */
  JsonNode experiments() {
    return json(get("/v1/experiments")).path("experiments");
  }

  /** The experiment as it is then. */
  JsonNode changeExperiment(String name, JsonNode change) {
    return json(post("/v1/experiments/" + inPath(name), change).build());
  }

  JsonNode ingestion(String id) {
    return json(get("/v1/ingestions/" + id));
  }

  /** Uploads a file with the fields that go with it, reading it as it goes. */
  JsonNode upload(Path file, Map<String, String> fields) throws FileNotFoundException {
    var boundary = "sluice-" + Long.toHexString(System.nanoTime());
    var head = new StringBuilder();
    fields.forEach((name, value) -> head.append("--").append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n")
        .append(value).append("\r\n"));
    head.append("--").append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
        .append(file.getFileName().toString().replace('"', '_')).append("\"\r\n\r\n");
    return json(request("/v1/documents")
        .header("content-type", "multipart/form-data; boundary=" + boundary)
        .POST(BodyPublishers.concat(BodyPublishers.ofString(head.toString()),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
        .build());
  }

  private static String inPath(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest get(String path) {
    return request(path).GET().build();
  }

  private HttpRequest.Builder post(String path, JsonNode body) {
    return request(path).header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(address(path));
    try {
      return key.isBlank() ? request : request.header("authorization", "Bearer " + key.strip());
    } catch (IllegalArgumentException e) {
      // What it says repeats what was given.
      throw new Trouble("--key is no key: it has characters that no key has");
    }
  }

  private URI address(String path) {
    try {
      return URI.create(url.replaceAll("/+$", "") + path);
    } catch (IllegalArgumentException e) {
      throw new Trouble("--url is not a URL: " + url);
    }
  }

  private JsonNode json(HttpRequest request) {
    return ask(() -> {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw refused(response.body());
      }
      return JSON.readTree(response.body());
    });
  }

  /** Lets the lines be read as they come. */
  private void lines(HttpRequest request, Reading reading) {
    ask(() -> {
      var response = client.send(request, BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw refused(String.join("\n", response.body().toList()));
      }
      reading.read(response.body());
      return response;
    });
  }

  private <T> T ask(Asking<T> asking) {
    try {
      return asking.run();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (UncheckedIOException e) {
      throw unreachable(Objects.requireNonNull(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted");
    }
  }

  @FunctionalInterface
  private interface Asking<T> {
    T run() throws IOException, InterruptedException;
  }

  @FunctionalInterface
  private interface Reading {
    void read(Stream<String> lines) throws IOException;
  }

  private static void readEvents(Stream<String> lines, BiConsumer<String, JsonNode> event)
      throws JsonProcessingException {
    var kind = "";
    for (var line : (Iterable<String>) lines::iterator) {
      if (line.startsWith("event: ")) {
        kind = line.substring("event: ".length());
      } else if (line.startsWith("data: {")) {
        event.accept(kind, JSON.readTree(line.substring("data: ".length())));
      }
    }
  }

  private static Trouble refused(String body) {
    try {
      var error = JSON.readTree(body).path("error");
      var message = error.path("message").asText("");
      return new Refused(message.isEmpty() ? "the gateway refused" : message,
          error.path("param").asText(""));
    } catch (JsonProcessingException e) {
      return new Trouble("what answered is not a Sluice gateway");
    }
  }

  private Trouble unreachable(IOException e) {
    return new Unreachable(e instanceof ConnectException
        ? "no gateway answers at " + url + "; start one with `sluice run`"
        : "the connection to " + url + " broke: " + e.getMessage());
  }
}
