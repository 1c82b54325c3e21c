package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testservers.ScriptedModel;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is told to stop while it answers. */
@Timeout(180)
class DepartureIT {
  @TempDir
  Path folder = Path.of("");
  private final ScriptedModel model = ScriptedModel.start();
  private final HttpClient client = HttpClient.newHttpClient();
  @SuppressWarnings("NullAway.Init")
  private RunningGateway gateway;

  private void start(String within) throws Exception {
    gateway = RunningGateway.before(model, folder.resolve("storage"), "stop.within=" + within);
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

  private BufferedReader asked() {
    model.then(model.holds());
    InputStream body = client.sendAsync(gateway.request("/v1/ask")
        .header("accept", "text/event-stream")
        .POST(BodyPublishers.ofString("{\"question\": \"When is the greenhouse gate locked?\"}"))
        .build(), BodyHandlers.ofInputStream()).join().body();
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  private static String until(BufferedReader reader, String words) throws Exception {
    var read = new StringBuilder();
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      read.append(line).append('\n');
      if (line.contains(words)) {
        return read.toString();
      }
    }
    throw new AssertionError("\"" + words + "\" did not come: " + read);
  }

  @Test
  void anAnswerThatIsBeingGivenIsGivenToItsEndAndTheGatewayIsNotReadyMeanwhile()
      throws Exception {
    start("60s");
    var reader = asked();
    var call = model.takeHeld();
    call.say("At ");
    until(reader, "At ");
    var gone = CompletableFuture.runAsync(() -> gateway.terminate());
    while (gateway.send(gateway.request("/health/ready").GET().build()).statusCode() != 503) {
      RunningGateway.pause();
    }
    assertTrue(gateway.send(gateway.request("/health/ready").GET().build()).body()
        .contains("stopping"));
    assertFalse(gone.isDone());

    call.say("21:30 [1].");
    call.finish("stop", 12, 34);
    assertTrue(until(reader, "[DONE]").contains("event: done"));
    gone.join();
  }

  @Test
  void anAnswerThatIsNotOverInTimeEndsWithAnErrorThatMayBeRetried() throws Exception {
    start("1s");
    var reader = asked();
    var call = model.takeHeld();
    call.say("At ");
    until(reader, "At ");
    var gone = CompletableFuture.runAsync(() -> gateway.terminate());
    var rest = until(reader, "[DONE]");
    assertTrue(rest.contains("event: error") && rest.contains("gateway.unavailable")
        && rest.contains("\"retryable\":true"), rest);
    gone.join();
    assertTrue(gateway.log().lines().anyMatch(line -> line.contains("not answered")
        && line.contains("code=gateway.unavailable the gateway is being stopped")),
        gateway.log());
    assertFalse(gateway.log().contains("caller.cancelled"), gateway.log());
  }
}
