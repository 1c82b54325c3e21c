package io.sluice.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A running gateway, as the commands of the command line talk to it. */
final class Gateway {
  static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--url", paramLabel = "URL", description = "The gateway (${DEFAULT-VALUE}).", defaultValue = "${env:SLUICE_URL:-http://localhost:8080}")
  private String url = "http://localhost:8080";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5))
      .build();

  /** Asks and hands on each event of the answer: its name and its JSON. */
  void ask(JsonNode question, BiConsumer<String, JsonNode> event) {
    var request = post("/v1/ask", question).header("accept", "text/event-stream").build();
    try {
      var response = client.send(request, BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw refused(String.join("\n", response.body().toList()));
      }
      readEvents(response.body(), event);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted");
    }
  }

  JsonNode search(JsonNode query) {
    return json(post("/v1/search", query).build());
  }

  JsonNode ingestion(String id) {
    return json(HttpRequest.newBuilder(address("/v1/ingestions/" + id)).GET().build());
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
    return json(HttpRequest.newBuilder(address("/v1/documents"))
        .header("content-type", "multipart/form-data; boundary=" + boundary)
        .POST(BodyPublishers.concat(BodyPublishers.ofString(head.toString()),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
        .build());
  }

  private HttpRequest.Builder post(String path, JsonNode body) {
    return HttpRequest.newBuilder(address(path)).header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private URI address(String path) {
    try {
      return URI.create(url.replaceAll("/+$", "") + path);
    } catch (IllegalArgumentException e) {
      throw new Trouble("--url is not a URL: " + url);
    }
  }

  private JsonNode json(HttpRequest request) {
    try {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw refused(response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("interrupted");
    }
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
      var message = JSON.readTree(body).path("error").path("message").asText("");
      return new Trouble(message.isEmpty() ? "the gateway refused" : message);
    } catch (JsonProcessingException e) {
      return new Trouble("what answered is not a Sluice gateway");
    }
  }

  private Trouble unreachable(IOException e) {
    return new Trouble(e instanceof ConnectException
        ? "no gateway answers at " + url + "; start one with `sluice run`"
        : "the connection to " + url + " broke: " + e.getMessage());
  }
}
