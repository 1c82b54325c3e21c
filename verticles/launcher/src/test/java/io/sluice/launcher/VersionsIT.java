package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions are kept, compared, gone back to and purged; other settings take documents in anew. */
class VersionsIT {
  private static final String TEXT = """
      # Canteen

      ## Menu

      On Mondays there is seaweed soup number %d.

      ## Hours

      The canteen opens at 11:30 every day.
      """;

  @TempDir
  Path storage = Path.of("");

  @Test
  void aVersionThatWasWrongIsGoneBackFrom() throws Exception {
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false")) {
      for (var number = 1; number <= 3; number++) {
        submit(gateway, TEXT.formatted(number));
      }
      assertEquals("3 active, 2 kept, 1 kept", states(gateway));

      var diff = gateway.get("/v1/documents/canteen.md/versions/1/diff");
      assertEquals(1, diff.path("added").size(), diff::toPrettyString);
      assertEquals(1, diff.path("removed").size());
      assertEquals(1, diff.path("kept").asInt());

      var activated = activate(gateway, 1);
      assertEquals(3, activated.path("previous").asInt(), activated::toPrettyString);
      assertEquals("3 kept, 2 kept, 1 active", states(gateway));
      assertTrue(soup(gateway).contains("number 1"), soup(gateway));

      assertEquals(4, submit(gateway, TEXT.formatted(3)).path("version").asInt());
      assertEquals("4 active, 3 kept, 2 kept, 1 kept", states(gateway));
      assertTrue(soup(gateway).contains("number 3"), soup(gateway));
    }
  }

  @Test
  void onlySoManyVersionsAreKept() throws Exception {
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false",
        "ingestion.versions.keep=1", "ingestion.versions.purge-every=1s")) {
      for (var number = 1; number <= 4; number++) {
        submit(gateway, TEXT.formatted(number));
      }
      awaitStates(gateway, "4 active, 3 kept");
      var gone = gateway.send(gateway.request("/v1/documents/canteen.md/versions/1/activate")
          .POST(BodyPublishers.noBody()).build());
      assertEquals(404, gone.statusCode(), gone::body);
    }
  }

  @Test
  void otherSettingsTakeDocumentsInAnewWithoutANewVersion() throws Exception {
    String before;
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false")) {
      submit(gateway, TEXT.formatted(1));
      before = chunking(gateway);
    }
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false",
        "ingestion.rules.chunking.max-tokens=64")) {
      var deadline = System.nanoTime() + 60_000_000_000L;
      while (chunking(gateway).equals(before) && System.nanoTime() < deadline) {
        RunningGateway.pause();
      }
      assertFalse(chunking(gateway).equals(before), before);
      assertEquals("1 active", states(gateway));
      assertTrue(soup(gateway).contains("number 1"), soup(gateway));
    }
  }

  @Test
  void anotherModelEmbedsWhatIsThereAnew() throws Exception {
    String before;
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false")) {
      submit(gateway, TEXT.formatted(1));
      before = model(gateway);
    }
    try (var gateway = RunningGateway.start(storage, "sample.enabled=false",
        "answer.embed-within=60s",
        "embedding.folder=" + Path.of("..", "embedding", "src", "test", "resources", "tiny-model")
            .toAbsolutePath())) {
      var deadline = System.nanoTime() + 60_000_000_000L;
      while (model(gateway).equals(before) && System.nanoTime() < deadline) {
        RunningGateway.pause();
      }
      assertFalse(model(gateway).equals(before), before);
      var found = gateway.post("/v1/search",
          RunningGateway.JSON.createObjectNode().put("query", "soup").put("mode", "vector"));
      assertEquals(2, found.path("hits").size(), found::toPrettyString);
      assertEquals(0, found.path("degraded").size(), found::toPrettyString);
    }
  }

  private static JsonNode submit(RunningGateway gateway, String text) throws Exception {
    var body = RunningGateway.JSON.createObjectNode().put("text", text).put("id", "canteen.md")
        .put("mediaType", "text/markdown");
    var accepted = gateway.post("/v1/documents", body);
    var state = gateway.ingested(accepted.path("ingestion").asText());
    assertEquals("done", state.path("status").asText(), state::toPrettyString);
    return state;
  }

  private static JsonNode activate(RunningGateway gateway, int version) throws Exception {
    return gateway.post("/v1/documents/canteen.md/versions/" + version + "/activate",
        RunningGateway.JSON.createObjectNode());
  }

  private static String soup(RunningGateway gateway) throws Exception {
    return gateway.ask("Which soup is there on Mondays?").path("answer").asText();
  }

  private static String model(RunningGateway gateway) throws Exception {
    return versions(gateway).path(0).path("embeddingModel").asText();
  }

  private static String chunking(RunningGateway gateway) throws Exception {
    return versions(gateway).path(0).path("chunking").asText();
  }

  private static void awaitStates(RunningGateway gateway, String wanted) throws Exception {
    var deadline = System.nanoTime() + 30_000_000_000L;
    while (!states(gateway).equals(wanted) && System.nanoTime() < deadline) {
      RunningGateway.pause();
    }
    assertEquals(wanted, states(gateway));
  }

  private static String states(RunningGateway gateway) throws Exception {
    return String.join(", ",
        StreamSupport.stream(versions(gateway).spliterator(), false)
            .map(version -> version.path("version").asInt() + " " + version.path("state").asText())
            .toList());
  }

  private static ArrayNode versions(RunningGateway gateway) throws Exception {
    return (ArrayNode) gateway.get("/v1/documents/canteen.md/versions").path("versions");
  }
}
