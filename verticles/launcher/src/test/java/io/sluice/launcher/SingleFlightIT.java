package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testservers.ScriptedModel;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One question of many askers is one call of the model. */
class SingleFlightIT {
  private static final int ASKERS = 200;

  @TempDir
  Path folder = Path.of("");
  private final ScriptedModel model = ScriptedModel.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = RunningGateway.before(model, folder.resolve("storage"),
        "generation.check.within=60s");
    gateway.take(RunningGateway.JSON.createObjectNode().put("title", "Greenhouse").put("text",
        "The greenhouse gate is locked at 21:30."));
  }

  @AfterEach
  void stop() throws Exception {
    try {
      gateway.close();
    } finally {
      model.close();
    }
  }

  private CompletableFuture<HttpResponse<InputStream>> asking() {
    return client.sendAsync(gateway.request("/v1/ask").header("accept", "text/event-stream")
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString("{\"question\": \"When is the greenhouse gate locked?\"}"))
        .build(), BodyHandlers.ofInputStream());
  }

  private static String firstWords(BufferedReader reader) throws Exception {
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.contains("\"text\":\"At \"")) {
        return line;
      }
    }
    throw new AssertionError("no word came");
  }

  @Test
  void manyAskersReadOneAnswerAndWhoComesLateReadsItFromItsStart() throws Exception {
    model.then(model.holds());
    var streams = new ArrayList<CompletableFuture<HttpResponse<InputStream>>>();
    for (var i = 0; i < ASKERS; i++) {
      streams.add(asking());
    }
    var call = model.takeHeld();
    call.say("At ");
    var readers = new ArrayList<BufferedReader>();
    for (var stream : streams) {
      var reader = reader(stream.join());
      firstWords(reader);
      readers.add(reader);
    }
    var late = reader(asking().join());
    firstWords(late);
    readers.add(late);
    call.say("21:30 [1].");
    call.finish("stop", 12, 34);

    var texts = new HashSet<String>();
    var paid = 0;
    for (var reader : readers) {
      var rest = String.join("\n", reader.lines().toList());
      assertTrue(rest.endsWith("data: [DONE]\n"), rest);
      texts.add(rest.replaceAll("(?s)event: usage.*", "").replaceAll("id: \\d+", ""));
      paid += rest.contains("\"promptTokens\":12") ? 1 : 0;
    }
    assertEquals(1, texts.size(), texts::toString);
    assertEquals(1, paid);
    assertEquals(1, model.calls().size());
  }

  private static BufferedReader reader(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  @Test
  void theModelIsStoppedWhenTheLastOneLeaves() throws Exception {
    model.then(model.holds());
    var one = asking();
    var other = asking();
    var call = model.takeHeld();
    call.say("At ");
    var first = reader(one.join());
    var second = reader(other.join());
    firstWords(first);
    firstWords(second);

    first.close();
    call.say("half past ");
    for (var line = second.readLine(); !line.contains("half past"); line = second.readLine()) {
      assertTrue(!line.contains("error"), line);
    }
    second.close();
    assertEquals(call, model.takeClosed());
  }
}
