package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testservers.RedisServer;
import io.sluice.testservers.ScriptedModel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on where it was, after the gateway that began it is gone: all that is in Redis. */
class RestartIT {
  private static final String LEAVE = "온실 관리인의 연차는 며칠인가요?";

  @TempDir
  Path folder = Path.of("");
  private final String prefix = UUID.randomUUID().toString();

  private RunningGateway start(String storage, String... settings) throws Exception {
    var config = Files.writeString(folder.resolve("redis.yaml"), """
        redis: {url: "%s", prefix: "%s", within: 5s}
        sample: {enabled: false}
        """.formatted(RedisServer.shared().url(), prefix));
    return RunningGateway.start(List.of("--config", config.toString()), folder.resolve(storage),
        settings);
  }

  private static void take(RunningGateway gateway, String id, String text) throws Exception {
    var accepted = gateway.post("/v1/documents", RunningGateway.JSON.createObjectNode()
        .put("id", id).put("title", id).put("text", text));
    assertEquals("done",
        gateway.ingested(accepted.path("ingestion").asText()).path("status").asText());
  }

  private static JsonNode ask(RunningGateway gateway, String question) throws Exception {
    return gateway.post("/v1/ask", RunningGateway.JSON.createObjectNode()
        .put("question", question).put("conversation", "c-1"));
  }

  @Test
  void aConversationGoesOnAndAnOldAnswerIsReadAfterARestart() throws Exception {
    JsonNode first;
    String events;
    try (var gateway = start("storage")) {
      take(gateway, "leave", "온실 관리인의 연차는 1년에 17일입니다. 신청은 정원사에게 합니다.");
      take(gateway, "parking", "주차 신청은 총무팀에 합니다.");
      first = ask(gateway, LEAVE);
      events = events(gateway, first, 0);
    }

    try (var gateway = start("storage")) {
      assertEquals(first, gateway.get("/v1/answers/" + first.path("id").asText()));
      assertEquals(events, events(gateway, first, 0));
      var rest = events(gateway, first, 2);
      assertTrue(rest.startsWith("id: 3\n") && events.endsWith(rest), rest);

      var followUp = ask(gateway, "그럼 신청은요?");
      assertEquals("leave", followUp.path("sources").path(0).path("document").asText(),
          followUp::toString);
      assertTrue(gateway.post("/v1/cache/explain", RunningGateway.JSON.createObjectNode()
          .put("question", "그럼 신청은요?").put("conversation", "c-1")).toString().contains(LEAVE));
    }
  }

  private static String events(RunningGateway gateway, JsonNode answer, int after)
      throws Exception {
    return gateway.send(gateway.request("/v1/answers/" + answer.path("id").asText() + "/events")
        .header("last-event-id", String.valueOf(after)).build()).body();
  }

  @Test
  void anAnswerThatIsReadAtAnotherGatewayEndsWithAnErrorWhenItsOwnIsKilled() throws Exception {
    readWhileItsGatewayGoes(RunningGateway::kill);
  }

  @Test
  void anAnswerThatIsReadAtAnotherGatewayEndsWithAnErrorWhenItsOwnIsStopped() throws Exception {
    readWhileItsGatewayGoes(RunningGateway::close);
  }

  @FunctionalInterface
  private interface Going {
    void of(RunningGateway gateway) throws Exception;
  }

  private void readWhileItsGatewayGoes(Going going) throws Exception {
    try (var model = ScriptedModel.start();
        var one = start("one", "generation.endpoints.openai.base-url=" + model.url(),
            "generation.endpoints.openai.model=scripted-1", "generation.providers=[openai]",
            "stop.within=1s");
        var other = start("other")) {
      take(one, "leave", "온실 관리인의 연차는 1년에 17일입니다.");
      model.then(model.holds());
      var asked = stream(one.request("/v1/ask").header("accept", "text/event-stream")
          .POST(BodyPublishers.ofString("{\"question\": \"" + LEAVE + "\"}")).build());
      var id = until(asked, "data: {\"id\":").replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
      model.takeHeld().say("17일 ");
      until(asked, "17일");

      var read = stream(other.request("/v1/answers/" + id + "/events").build());
      until(read, "17일");
      assertEquals(202, other.send(other.request("/v1/answers/" + id).build()).statusCode());
      going.of(one);

      var end = until(read, "\"error\"");
      assertTrue(end.contains("gateway.unavailable") && end.contains("\"retryable\":true"), end);
      assertEquals(503, other.send(other.request("/v1/answers/" + id).build()).statusCode());
    }
  }

  private static BufferedReader stream(HttpRequest request) throws Exception {
    var body = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body();
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  private static String until(BufferedReader reader, String part) throws Exception {
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.contains(part)) {
        return line;
      }
    }
    throw new AssertionError("never came: " + part);
  }
}
