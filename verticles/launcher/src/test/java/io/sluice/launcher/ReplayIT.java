package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions of the query log, asked once more at the command line. */
class ReplayIT {
  private static final String GREENHOUSE = "옥상 온실 비밀번호가 뭐예요?";
  private static final String TEXT = """
      # 기숙사 안내

      ## 시설

      옥상 온실의 비밀번호는 84172입니다. 온실은 매일 오전 6시에 열립니다.

      ## Laundry

      The laundry room on floor 3 closes at 22:45 every day. Call 010-1234-5678 if it is locked.
      """;
  private static final String EXPERIMENT = """
      experiments:
        length:
          metric: rating
          variants: {short: {k: 1}}
      """;

  @TempDir
  Path folder = Path.of("");

  @Test
  void whatAChangedDocumentMadeOfAnAnswerIsShown() throws Exception {
    try (var gateway = open("")) {
      take(gateway, TEXT);
      var korean = ask(gateway, GREENHOUSE, "{}");
      var english = ask(gateway, "When does the laundry room close?", "{\"k\": 1}");
      var cached = gateway.ask(GREENHOUSE).path("id").asText();

      var same = replay(gateway, korean);
      assertEquals(0, same.exit(), same::toString);
      assertTrue(same.out().startsWith(GREENHOUSE + "\n"), same::toString);
      assertTrue(same.out().contains("\nanswer: the same\n"), same::toString);
      assertFalse(same.out().contains("version 1 then"), same::toString);

      take(gateway, TEXT.replace("84172", "90210"));
      var changed = replay(gateway, korean);
      assertEquals(0, changed.exit(), changed::toString);
      assertTrue(changed.out().contains("[-84172-]{+90210+}"), changed::toString);
      assertTrue(changed.out().contains("* dormitory.md: version 1 then, 2 now"),
          changed::toString);
      assertTrue(changed.out().contains("(dormitory.md, version 1): gone"), changed::toString);
      assertTrue(changed.out().contains("(dormitory.md, version 2): new"), changed::toString);
      assertTrue(changed.out().matches("(?s).* search +[0-9.]+ ms +[0-9.]+ ms\n.*"),
          changed::toString);

      var kept = json(gateway, english);
      assertFalse(kept.at("/changed/words").asBoolean(true), kept::toPrettyString);
      assertEquals("kept", kept.at("/changed/passages/0/change").asText(), kept::toPrettyString);
      assertEquals(1, kept.at("/changed/passages/0/then/version").asInt());
      assertEquals(2, kept.at("/changed/passages/0/now/version").asInt());

      var remembered = json(gateway, cached);
      assertTrue(remembered.path("notes").toString().contains("from the cache (exact)"),
          remembered::toPrettyString);
      assertEquals("none", remembered.at("/now/cache/layer").asText());
      assertTrue(remembered.at("/changed/words").asBoolean(), remembered::toPrettyString);
    }
  }

  @Test
  void itIsAskedOnTheTermsOfThenWhereNoOthersAreWanted() throws Exception {
    try (var gateway = open("")) {
      take(gateway, TEXT);
      var id = ask(gateway, "When does the laundry room close?",
          "{\"k\": 1, \"tier\": \"complex\", \"filters\": {\"language\": \"xx\"}}");

      var again = json(gateway, id);
      assertEquals(1, again.at("/now/terms/k").asInt(), again::toPrettyString);
      assertEquals("complex", again.at("/now/route/tier").asText());
      assertEquals("xx", again.at("/now/terms/filters/language").asText());
      assertEquals(0, again.at("/now/passages").size(), "there is none in that language");
      var other = json(gateway, id, "--tier", "simple", "--k", "2");
      assertEquals(2, other.at("/now/terms/k").asInt());
      assertEquals("simple", other.at("/now/route/tier").asText());
      assertTrue(other.at("/changed/route").asBoolean());

      var wrong = replay(gateway, id, "--tier", "huge");
      assertEquals(1, wrong.exit(), wrong::toString);
      assertTrue(wrong.err().contains("tier"), wrong::toString);
    }
  }

  @Test
  void ofAConversationTheWordsThatStandAloneAreAsked() throws Exception {
    try (var gateway = open("")) {
      take(gateway, TEXT);
      ask(gateway, "When does the laundry room close?", "{\"conversation\": \"c\"}");
      var id = ask(gateway, "And on which floor is it?", "{\"conversation\": \"c\"}");

      var again = json(gateway, id);
      assertNotEquals(again.at("/then/question"), again.at("/then/standalone"));
      assertEquals(again.at("/then/standalone"), again.at("/now/question"));
      assertTrue(again.path("notes").toString().contains("words that stand alone"),
          again::toPrettyString);
    }
  }

  @Test
  void whatWasMaskedIsAskedMaskedAndToldSo() throws Exception {
    try (var gateway = open("")) {
      take(gateway, TEXT);
      var id = ask(gateway, "Whose number is 010-1234-5678?", "{}");

      var again = replay(gateway, id);
      assertEquals(0, again.exit(), again::toString);
      assertTrue(again.out().startsWith("Whose number is [PHONE]?\n(what was masked in it is asked"
          + " masked: the log does not have it)\n"), again::toString);
    }
  }

  @Test
  void itCountsInNoExperimentAndSaysWhichVariantIsGone() throws Exception {
    String id;
    try (var gateway = open(EXPERIMENT)) {
      take(gateway, TEXT);
      ask(gateway, GREENHOUSE, "{\"user\": \"anna\"}");
      id = ask(gateway, GREENHOUSE, "{\"variant\": \"short\"}");
      var exposed = exposed(gateway, 1);
      var again = json(gateway, id);
      assertEquals("short", again.at("/now/route/variant").asText());
      var control = json(gateway, id, "--variant", "control");
      assertEquals("control", control.at("/now/route/variant").asText());
      assertTrue(control.at("/changed/route").asBoolean());
      assertTrue(control.at("/now/experiment").isMissingNode(), control::toPrettyString);
      // Outcomes are told in order: when this one is counted, those would be.
      ask(gateway, GREENHOUSE, "{\"user\": \"bora\", \"cache\": \"bypass\"}");
      assertEquals(exposed + 1, exposed(gateway, exposed + 1));

      var wrong = replay(gateway, id, "--variant", "nope");
      assertEquals(1, wrong.exit(), wrong::toString);
      assertTrue(wrong.err().contains("there is no variant nope"), wrong::toString);
    }
    try (var gateway = open("insight: {queries: {text: none}}\n")) {
      var again = json(gateway, id);
      assertTrue(again.path("notes").toString().contains("no variant short any more"),
          again::toPrettyString);
      assertEquals("control", again.at("/now/route/variant").asText());
      assertFalse(again.at("/changed/words").asBoolean(true), again::toPrettyString);

      var wordless = replay(gateway, again.at("/now/id").asText());
      assertEquals(1, wordless.exit(), wordless::toString);
      assertTrue(wordless.err().contains("it cannot be asked again"), wordless::toString);
    }
  }

  @Test
  void whatCannotBeAskedAgainIsToldInOneLine() throws Exception {
    try (var gateway = open("")) {
      var unknown = replay(gateway, "no/such answer");
      assertEquals(1, unknown.exit(), unknown::toString);
      assertEquals("sluice: nothing is known of an answer no/such answer\n", unknown.err());
      assertEquals("", unknown.out());
    }
    var gone = Typed.sluice(folder, "replay", "--url", "http://127.0.0.1:1", "n.1");
    assertEquals(1, gone.exit(), gone::toString);
    assertTrue(gone.err().contains("no gateway answers at"), gone::toString);
    assertEquals(2, Typed.sluice(folder, "replay").exit(), "which?");
  }

  private RunningGateway open(String config) throws Exception {
    var file = Files.writeString(folder.resolve("more.yaml"),
        config + "sample: {enabled: false}\n");
    return RunningGateway.start(List.of("--config", file.toString()), folder.resolve("storage"),
        "answer.embed-within=60s", "generation.check.within=60s");
  }

  private static void take(RunningGateway gateway, String text) throws Exception {
    gateway.take(RunningGateway.JSON.createObjectNode().put("text", text)
        .put("id", "dormitory.md").put("mediaType", "text/markdown"));
  }

  /** Gives the answer's id. */
  private static String ask(RunningGateway gateway, String question, String more)
      throws Exception {
    return gateway.post("/v1/ask", RunningGateway.JSON.createObjectNode().put("question", question)
        .setAll((ObjectNode) RunningGateway.JSON
            .readTree(more)))
        .path("id").asText();
  }

  /** How many askers count, once they are as many. */
  private static long exposed(RunningGateway gateway, long expected) throws Exception {
    var deadline = System.nanoTime() + 30_000_000_000L;
    while (true) {
      var exposed = 0L;
      for (var variant : gateway.get("/v1/experiments").at("/experiments/0/variants")) {
        exposed += variant.path("exposed").asLong();
      }
      if (exposed >= expected || System.nanoTime() > deadline) {
        return exposed;
      }
    }
  }

  private JsonNode json(RunningGateway gateway, String id, String... more) throws Exception {
    var arguments = new ArrayList<>(List.of(more));
    arguments.add("--json");
    var typed = replay(gateway, id, arguments.toArray(String[]::new));
    assertEquals(0, typed.exit(), typed::toString);
    return RunningGateway.JSON.readTree(typed.out());
  }

  private Typed replay(RunningGateway gateway, String id, String... more) throws Exception {
    var command = new ArrayList<>(List.of("replay", "--url", gateway.url(), id));
    command.addAll(List.of(more));
    return Typed.sluice(folder, command.toArray(String[]::new));
  }
}
