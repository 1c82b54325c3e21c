package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are given again, as long as they are true; each test has a collection of its own. */
class RememberingIT {
  private static final String LEAVE = "온실 관리인의 연차는 며칠인가요?";
  private static final String GATE = "When is the greenhouse gate locked?";

  @TempDir
  static Path folder = Path.of("");
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = RunningGateway.start(folder.resolve("storage"), "sample.enabled=false",
        "answer.embed-within=60s", "generation.check.within=60s");
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private static JsonNode ask(String collection, String question) throws Exception {
    return gateway.post("/v1/ask", question(collection, question));
  }

  private static JsonNode question(String collection, String question) {
    return RunningGateway.JSON.createObjectNode().put("question", question).put("collection",
        collection);
  }

  private static String layer(JsonNode answer) {
    return answer.path("cache").path("layer").asText();
  }

  private static JsonNode take(String collection, String id, String text) throws Exception {
    return take(collection, id, text, "text/plain");
  }

  private static void takeMarkdown(String collection, String id, String text) throws Exception {
    take(collection, id, text, "text/markdown");
  }

  private static JsonNode take(String collection, String id, String text, String mediaType)
      throws Exception {
    var accepted = gateway.post("/v1/documents", RunningGateway.JSON.createObjectNode()
        .put("id", id).put("title", id).put("collection", collection).put("text", text)
        .put("mediaType", mediaType));
    var done = gateway.ingested(accepted.path("ingestion").asText());
    assertEquals("done", done.path("status").asText(), done::toString);
    return done;
  }

  private static void takeBoth(String collection) throws Exception {
    take(collection, "leave", "온실 관리인의 연차는 1년에 17일입니다.");
    take(collection, "gate", "The greenhouse gate is locked at 21:30 every evening.");
  }

  @Test
  void theSameQuestionIsAnsweredOnce() throws Exception {
    takeBoth("again");
    var first = ask("again", LEAVE);
    var second = ask("again", "온실 관리인의  연차는 며칠인가요");

    assertEquals("none", layer(first));
    assertEquals("exact", layer(second));
    assertEquals(first.path("answer"), second.path("answer"));
    assertEquals(first.path("sources").path(0), second.path("sources").path(0));
    assertEquals(first.path("citations"), second.path("citations"));
    assertTrue(second.path("cache").path("ageMs").isNumber());
    assertFalse(first.path("id").equals(second.path("id")));
  }

  @Test
  void whatIsAskedInAConversationMayHaveBeenAnsweredElsewhere() throws Exception {
    takeBoth("talks");
    ask("talks", GATE);
    ask("talks", LEAVE);

    assertEquals("exact", layer(say("one", GATE)));
    assertEquals("exact", layer(say("one", LEAVE)));
    var other = say("other", "Where does the greenhouse keeper keep the keys?");
    assertEquals("none", layer(other));
    assertEquals("exact", layer(say("other", GATE)));
  }

  private static JsonNode say(String conversation, String question) throws Exception {
    var asked = (ObjectNode) question("talks", question);
    return gateway.post("/v1/ask", asked.put("conversation", conversation));
  }

  @Test
  void whatIsKeptStreamsLikeAnyOther() throws Exception {
    takeBoth("streams");
    var request = gateway.request("/v1/ask").header("accept", "text/event-stream")
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(question("streams", GATE).toString())).build();
    var first = gateway.send(request).body();
    var second = gateway.send(request).body();

    assertEquals(text(first), text(second));
    assertTrue(second.contains("\"layer\":\"exact\""), second);
    assertTrue(second.endsWith("data: [DONE]\n\n"), second);
  }

  private static String text(String stream) {
    var text = new StringBuilder();
    var lines = stream.split("\n", -1);
    for (var i = 1; i < lines.length; i++) {
      if (lines[i - 1].equals("event: token")) {
        text.append(lines[i].replaceFirst(".*\"text\":\"(.*)\"}", "$1"));
      }
    }
    return text.toString();
  }

  @Test
  void aChangedDocumentTakesItsAnswersAlongAndNoOthers() throws Exception {
    takeBoth("changed");
    ask("changed", LEAVE);
    ask("changed", GATE);
    take("changed", "leave", "온실 관리인의 연차는 1년에 21일입니다.");
    var changed = ask("changed", LEAVE);
    var other = ask("changed", GATE);

    assertEquals("none", layer(changed));
    assertTrue(changed.path("answer").asText().contains("21"), changed::toString);
    assertEquals("exact", layer(other));
  }

  @Test
  void ofADocumentThatChangesInPartOnlyThatPartsAnswersGo() throws Exception {
    var leave = "# 연차\n\n온실 관리인의 연차는 1년에 17일입니다.\n\n";
    takeMarkdown("parts", "rules", leave + "# Gate\n\nThe greenhouse gate is locked at 21:30.\n");
    var before = ask("parts", GATE);
    takeMarkdown("parts", "rules", leave.replace("17", "18")
        + "# Gate\n\nThe greenhouse gate is locked at 21:30.\n");

    var after = ask("parts", GATE);
    assertEquals("exact", layer(after));
    assertEquals(before.path("answer"), after.path("answer"));
  }

  @Test
  void aBetterDocumentIsAnsweredFrom() throws Exception {
    takeBoth("better");
    ask("better", GATE);
    take("better", "bananas", "Bananas are kept in the cellar, far from apples.");
    assertEquals("exact", layer(ask("better", GATE)));
    take("better", "gate-2027", "From 2027 on the greenhouse gate is locked when it is 20:15.");

    var after = ask("better", GATE);
    assertEquals("none", layer(after));
    assertTrue(after.path("sources").toString().contains("gate-2027"), after::toString);
    assertEquals("exact", layer(ask("better", GATE)));
  }

  @Test
  void goingBackToAnotherVersionTakesTheAnswersAlong() throws Exception {
    take("back", "leave", "온실 관리인의 연차는 1년에 17일입니다.");
    take("back", "leave", "온실 관리인의 연차는 1년에 21일입니다.");
    ask("back", LEAVE);
    gateway.post("/v1/documents/leave/versions/1/activate?collection=back",
        RunningGateway.JSON.createObjectNode());

    var after = ask("back", LEAVE);
    assertEquals("none", layer(after));
    assertTrue(after.path("answer").asText().contains("17"), after::toString);
  }

  @Test
  void whatIsErasedIsNotSaidAgain() throws Exception {
    takeBoth("erased");
    ask("erased", LEAVE);
    assertEquals(1, kept("erased", "leave"));
    assertEquals(200, gateway.send(gateway.request("/v1/documents/leave?collection=erased")
        .DELETE().build()).statusCode());

    assertEquals(0, kept("erased", "leave"));
    assertFalse(ask("erased", LEAVE).path("answer").asText().contains("17일"));
  }

  private static int kept(String collection, String document) throws Exception {
    return gateway.post("/v1/cache/evict", RunningGateway.JSON.createObjectNode()
        .put("collection", collection).put("document", document)).path("count").asInt();
  }

  @Test
  void whoAsksSaysHowTheCacheIsUsed() throws Exception {
    takeBoth("controls");
    ask("controls", GATE);

    assertEquals("exact", layer(with("cache-control", "max-age=3600")));
    assertEquals("none", layer(with("cache-control", "no-cache")));
    assertEquals("none", layer(with("cache-control", "max-age=0")));
    assertEquals("none", layer(with("cache-control", "private, no-store")));
    assertEquals("exact", layer(with("cache-control", "gibberish, max-stale=soon")));
    for (var use : new String[]{"bypass", "refresh"}) {
      var question = RunningGateway.JSON.createObjectNode().put("question", GATE)
          .put("collection", "controls").put("cache", use);
      assertEquals("none", layer(gateway.post("/v1/ask", question)));
    }
  }

  private static JsonNode with(String header, String value) throws Exception {
    var response = gateway.send(gateway.request("/v1/ask").header(header, value)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(question("controls", GATE).toString())).build());
    var answer = RunningGateway.JSON.readTree(response.body());
    assertEquals(layer(answer), response.headers().firstValue("x-sluice-cache").orElse(""));
    return answer;
  }

  @Test
  void whatIsForgottenIsSaidBeforeAndOnlyThenDone() throws Exception {
    takeBoth("forgotten");
    ask("forgotten", GATE);
    var which = RunningGateway.JSON.createObjectNode().put("collection", "forgotten");

    assertEquals("{\"count\":1,\"questions\":[\"" + GATE + "\"]}",
        gateway.post("/v1/cache/evict", which).toString());
    assertEquals("exact", layer(ask("forgotten", GATE)));
    gateway.post("/v1/cache/evict", which.deepCopy().put("dryRun", false));
    assertEquals("none", layer(ask("forgotten", GATE)));
  }

  @Test
  void theCacheSaysWhyItAnswersOrNot() throws Exception {
    takeBoth("why");
    var before = gateway.post("/v1/cache/explain", question("why", GATE));
    ask("why", GATE);
    var after = gateway.post("/v1/cache/explain", question("why", GATE));

    assertEquals("none", before.path("layer").asText());
    assertEquals("exact", after.path("layer").asText());
    assertEquals(GATE, after.path("matched").asText());
    assertTrue(gateway.get("/v1/cache").path("layers").toString().contains("\"exact\""));
  }

  @Test
  void whatIsNotGroundedIsNotKept() throws Exception {
    takeBoth("nothing");
    ask("nothing", "Who won the chess championship of 1921?");

    assertEquals("none", layer(ask("nothing", "Who won the chess championship of 1921?")));
  }
}
