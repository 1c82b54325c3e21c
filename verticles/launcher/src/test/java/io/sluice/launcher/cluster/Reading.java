package io.sluice.launcher.cluster;

import io.sluice.launcher.RunningGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** An answer that is read as it comes. */
final class Reading {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

  private final BufferedReader lines;
  private final StringBuilder seen = new StringBuilder();

  private Reading(HttpResponse<InputStream> response) {
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** Asks, and does not wait for anything to come. */
  static CompletableFuture<Reading> asks(RunningGateway node, String question) {
    return send(asking(node, question).build());
  }

  /** Asks with a key of the asker's own. */
  static CompletableFuture<Reading> asksOnce(RunningGateway node, String question, String key) {
    return send(asking(node, question).header("idempotency-key", key).build());
  }

  /** Reads an answer on behind an event. */
  static CompletableFuture<Reading> goesOn(RunningGateway node, String answer, int after) {
    return send(node.request("/v1/answers/" + answer + "/events")
        .header("last-event-id", String.valueOf(after)).build());
  }

  private static HttpRequest.Builder asking(RunningGateway node, String question) {
    return node.request("/v1/ask").header("content-type", "application/json")
        .header("accept", "text/event-stream").POST(BodyPublishers.ofString(
            RunningGateway.JSON.createObjectNode().put("question", question).toString()));
  }

  /** By a connection of its own: none that is closed just then takes a question with it. */
  private static CompletableFuture<Reading> send(HttpRequest request) {
    return HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofInputStream())
        .thenApply(Reading::new);
  }

  /** The id it is told at the beginning. */
  String id() throws IOException {
    return idIn(until("\"id\":"));
  }

  static String idIn(String text) {
    var id = ID.matcher(text);
    if (!id.find()) {
      throw new AssertionError("no id in " + text);
    }
    return id.group(1);
  }

  String seen() {
    return seen.toString();
  }

  /** The first line with this in it. */
  String until(String part) throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.append(line).append('\n');
      if (line.contains(part)) {
        return line;
      }
    }
    throw new AssertionError("never came: " + part + " in\n" + seen);
  }

  /** All that came, to the end. */
  String all() throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.append(line).append('\n');
    }
    return seen.toString();
  }
}
