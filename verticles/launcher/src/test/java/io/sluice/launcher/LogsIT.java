package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The query log of a gateway that runs, as an operator reads it. */
class LogsIT {
  @TempDir
  static Path folder = Path.of("");
  private static RunningGateway gateway;

  @BeforeAll
  static void ask() throws Exception {
    gateway = RunningGateway.start(storage(), "answer.embed-within=60s",
        "generation.check.within=60s");
    for (var body : List.of("{\"question\": \"How long must a password be?\"}",
        "{\"question\": \"휴가는 며칠이에요? 010-1234-5678\"}",
        "{\"question\": \"How long must a password be?\"}",
        "{\"question\": \"And now?\", \"collection\": \"nowhere\"}")) {
      gateway.send(gateway.request("/v1/ask").POST(BodyPublishers.ofString(body)).build());
    }
    awaitNoted(4);
  }

  /** Questions are noted a moment after they have been answered. */
  private static void awaitNoted(int questions) throws Exception {
    var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (gateway.get("/v1/overview").at("/totals/questions").asInt() < questions
        || logs("--last", "0").size() < questions) {
      assertTrue(System.nanoTime() - end < 0, "they are not noted");
      RunningGateway.pause();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void questionsAreShownTheLatestLastWithoutPersonalData() throws Exception {
    var lines = logs();
    assertEquals(4, lines.size(), lines::toString);
    assertTrue(lines.get(1).endsWith("휴가는 며칠이에요? [PHONE]"), lines.get(1));
    assertTrue(lines.get(1).contains("extractive"), lines.get(1));
    assertEquals(List.of(lines.getLast()), logs("--last", "1"));
  }

  @Test
  void onlyThoseAreShownThatFit() throws Exception {
    assertEquals(2, logs("--text", "PASSWORD").size());
    assertEquals(1, logs("--text", "password", "--cached").size());
    assertEquals(1, logs("--text", "password", "--no-cached").size());
    assertEquals(4, logs("--since", "1h").size());
    assertEquals(4, logs("--last", "0").size());
    var refused = logs("--refused");
    assertEquals(1, refused.size(), refused::toString);
    assertTrue(refused.getFirst().contains("refused: caller.not_found"), refused.getFirst());
    assertEquals(List.of(), logs("--collection", "other"));
    assertEquals(List.of(), logs("--slower-than", "600000"));
  }

  @Test
  void whatWasDoneIsShownStageByStage() throws Exception {
    var lines = logs("--text", "휴가", "--stages");
    for (var stage : List.of("recall", "embed", "search", "tier", "generate")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains("█")
          && line.contains(" " + stage + " ")), stage + " in " + lines);
    }
    assertTrue(lines.stream().anyMatch(line -> line.contains("together #1")), lines::toString);
  }

  @Test
  void asJsonALineIsWhatIsWritten() throws Exception {
    var line = Gateway.JSON.readTree(logs("--text", "휴가", "--json").getFirst());
    assertEquals("휴가는 며칠이에요? [PHONE]", line.path("question").asText());
    assertTrue(line.path("passages").size() > 0);
    assertTrue(line.path("stages").size() > 3);
  }

  @Test
  void theDoorTellsTheSameTheLatestFirst() throws Exception {
    var first = gateway.get("/v1/answers?limit=3");
    assertEquals("And now?", first.at("/answers/0/question").asText(), first::toString);
    assertEquals("refused", first.at("/answers/0/result").asText());
    assertEquals("exact", first.at("/answers/1/cache").asText());
    assertEquals("휴가는 며칠이에요? [PHONE]", first.at("/answers/2/question").asText());
    var rest = gateway.get("/v1/answers?limit=3&cursor=" + first.path("next").asText());
    assertEquals(1, rest.path("answers").size(), rest::toString);
    assertTrue(rest.path("next").isNull(), rest::toString);
    assertEquals(first.at("/answers/2/id"), gateway
        .get("/v1/answers/" + first.at("/answers/2/id").asText() + "/explain").path("id"));
  }

  @Test
  void theOverviewCountsThem() throws Exception {
    var overview = gateway.get("/v1/overview?minutes=120");
    assertEquals(4, overview.at("/totals/questions").asInt(), overview::toString);
    assertEquals(1, overview.at("/totals/refused").asInt());
    assertEquals(1, overview.at("/totals/cached").asInt());
    assertTrue(overview.at("/totals/p99Ms").asDouble() > 0, overview::toString);
    assertTrue(overview.at("/totals/topScore").asDouble() > 0, overview::toString);
    assertEquals(120, overview.path("moments").size());
  }

  private static Path storage() {
    return folder.resolve("storage");
  }

  private static List<String> logs(String... options) throws Exception {
    var run = Typed.sluice(folder, Stream.concat(
        Stream.of("logs", "--set", "storage.path=" + storage()), Stream.of(options))
        .toArray(String[]::new));
    assertEquals(0, run.exit(), run::toString);
    return run.out().lines().toList();
  }
}
