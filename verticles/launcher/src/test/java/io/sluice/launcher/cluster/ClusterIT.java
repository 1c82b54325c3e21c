package io.sluice.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.RunningGateway;
import io.sluice.testservers.Acts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes are one gateway: it does not matter which of them is asked, nor that one goes. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class ClusterIT {
  @SuppressWarnings("NullAway.Init")
  private ThreeNodes nodes;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    nodes = new ThreeNodes(folder, "generation.check.within=60s", "stop.within=2s",
        "redis.within=5s");
    nodes.node(0).take(RunningGateway.JSON.createObjectNode().put("id", "greenhouse").put("text",
        "The greenhouse gate is locked at 21:30 by the gardener."));
    nodes.node(0).take(RunningGateway.JSON.createObjectNode().put("id", "leave").put("text",
        "온실 관리인의 연차는 17일입니다."));
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void aQuestionAskedAtAllNodesAtOnceIsAnsweredByOneCall() throws Exception {
    var before = nodes.model.calls().size();
    nodes.model.then(nodes.model.holds());
    var asking = new ArrayList<CompletableFuture<Reading>>();
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      asking.add(Reading.asks(nodes.node(n), "When is the greenhouse gate locked, all of you?"));
    }
    var call = nodes.model.takeHeld();
    var readings = asking.stream().map(CompletableFuture::join).toList();
    call.say("At ");
    for (var reading : readings) {
      reading.until("\"text\":\"At \"");
    }
    call.say("21:30 [1].");
    call.finish("stop", 12, 34);

    var paid = 0;
    for (var reading : readings) {
      var all = reading.all();
      assertTrue(all.endsWith("data: [DONE]\n\n"), all);
      paid += all.contains("\"promptTokens\":12") ? 1 : 0;
    }
    assertEquals(1, nodes.model.calls().size() - before);
    assertEquals(1, paid);
  }

  @Test
  void anAnswerIsKnownAtEveryNode() throws Exception {
    nodes.model.then(Acts.says("17일입니다 ", "[1]."));
    var answer = nodes.ask(1, "온실 관리인의 연차는 며칠인가요?");
    var id = answer.path("id").asText();
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      assertEquals(answer, nodes.node(n).get("/v1/answers/" + id));
      var node = nodes.node(n);
      ThreeNodes.until("explained at node " + n, () -> {
        try {
          return node.send(node.request("/v1/answers/" + id + "/explain").build())
              .body().contains("며칠인가요");
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      });
    }
  }

  @Test
  void aReaderGoesOnAtAnotherNodeWhereItWas() throws Exception {
    nodes.model.then(nodes.model.holds());
    var asking = Reading.asks(nodes.node(0), "When may nobody pass the greenhouse gate?");
    var call = nodes.model.takeHeld();
    var asked = asking.join();
    var id = asked.id();
    call.say("From ");
    asked.until("\"text\":\"From \"");

    var other = Reading.goesOn(nodes.node(2), id, 1);
    var reading = other.join();
    reading.until("\"text\":\"From \"");
    call.say("21:30 on [1].");
    call.finish("stop", 12, 34);
    var rest = reading.all();
    assertTrue(rest.contains("event: done") && rest.endsWith("data: [DONE]\n\n"), rest);
    assertFalse(rest.contains("event: accepted"), rest);
  }

  @Test
  void aQuestionThatIsSentAgainToAnotherNodeHasTheSameAnswer() throws Exception {
    var question = "Which key opens the greenhouse gate?";
    nodes.model.then(nodes.model.holds());
    var asking = Reading.asksOnce(nodes.node(0), question, "gate-1");
    var call = nodes.model.takeHeld();
    var again = Reading.asksOnce(nodes.node(2), question, "gate-1").join();
    var id = asking.join().id();
    assertEquals(id, again.id());
    call.say("None [1].");
    call.finish("stop", 12, 34);

    var all = again.all();
    assertTrue(all.contains("event: done"), all);
    var later = Reading.asksOnce(nodes.node(1), question, "gate-1").join();
    assertEquals(id, later.id());
    assertTrue(later.all().contains("event: done"), later::seen);
    var other = Reading.asksOnce(nodes.node(1), "Which gate is that?", "gate-1").join().all();
    assertTrue(other.contains("Idempotency-Key"), other);
  }

  @Test
  void whatIsTakenInAtOneNodeIsFoundAndFollowedAtAll() throws Exception {
    var accepted = nodes.node(2).post("/v1/documents", RunningGateway.JSON.createObjectNode()
        .put("id", "pond").put("text", "The pond is fed by the brook at Hollow Lane."));
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      assertEquals("done", nodes.node(n).ingested(accepted.path("ingestion").asText())
          .path("status").asText());
      assertTrue(nodes.node(n).post("/v1/search", RunningGateway.JSON.createObjectNode()
          .put("query", "brook at Hollow Lane")).toString().contains("\"pond\""));
      assertEquals(200, nodes.node(n).send(
          nodes.node(n).request("/v1/documents/pond/source").build()).statusCode());
    }
  }

  @Test
  void whatWasAskedAnywhereIsLoggedOnce() throws Exception {
    nodes.model.then(Acts.says("One "), Acts.says("Two "), Acts.says("Three "));
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      nodes.ask(n, "What grows in greenhouse number " + n + "?");
    }
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      var node = n;
      ThreeNodes.until("logged, as node " + n + " tells", () -> logged(node) >= ThreeNodes.NODES);
    }
    nodes.model.then(Acts.says("Four "));
    nodes.ask(1, "What grows in greenhouse number 4?");
    ThreeNodes.until("the last one is logged", () -> logged(0) > ThreeNodes.NODES);
    assertEquals(ThreeNodes.NODES + 1, logged(2));
  }

  /** How many of them there are, as this node tells. */
  private int logged(int n) {
    try {
      var found = 0;
      for (var answer : nodes.node(n).get("/v1/answers?limit=100").path("answers")) {
        found += answer.path("question").asText().startsWith("What grows in greenhouse number")
            ? 1
            : 0;
      }
      return found;
    } catch (Exception | AssertionError e) {
      return 0;
    }
  }

  @Test
  void whoReadsAlongGetsAnAnswerThoughTheNodeThatMadeItDiesBeforeItsFirstWord() throws Exception {
    nodes.model.then(nodes.model.holds());
    var first = Reading.asks(nodes.node(2), "Who locks the greenhouse gate in winter?");
    nodes.model.takeHeld();
    var along = IntStream.range(0, 2).mapToObj(n -> Reading.asks(nodes.node(n),
        "Who locks the greenhouse gate in winter?")).toList();
    for (var reading : along) {
      reading.join().id();
    }
    var before = nodes.model.calls().size();
    nodes.model.otherwise(Acts.says("The greenhouse gate is locked ", "by the gardener [1]."));
    signal(1, "STOP");
    nodes.node(2).kill();
    assertTrue(first.handle((reading, failure) -> true).join());
    for (var reading : along) {
      var all = reading.join().all();
      assertTrue(all.contains("event: done") && !all.contains("event: error"), all);
      signal(1, "CONT");
    }
    assertEquals(1, nodes.model.calls().size() - before);
    nodes.restart(2);
    ThreeNodes.until("the node is back", () -> nodes.isReady(2));
  }

  @Test
  void readersOfANodeThatIsKilledAreToldWhereverTheyRead() throws Exception {
    nodes.model.then(nodes.model.holds());
    var asking = Reading.asks(nodes.node(2), "Why is the greenhouse gate locked at night?");
    var call = nodes.model.takeHeld();
    var asked = asking.join();
    var id = asked.id();
    call.say("Because ");
    asked.until("Because");
    var reading = Reading.goesOn(nodes.node(0), id, 0).join();
    reading.until("Because");
    nodes.node(2).kill();
    var end = reading.until("\"error\"");
    assertTrue(end.contains("gateway.unavailable") && end.contains("\"retryable\":true"), end);
    nodes.restart(2);
    ThreeNodes.until("the node is back", () -> nodes.isReady(2));
  }

  @Test
  void aNodeThatHangsIsMissedByNobodyAndComesBack() throws Exception {
    nodes.model.otherwise(Acts.says("It is ", "locked [1]."));
    signal(2, "STOP");
    try {
      for (var i = 0; i < 20; i++) {
        for (var n = 0; n < 2; n++) {
          assertEquals("openai",
              nodes.ask(n, "Is gate " + i + "-" + n + " locked while one sleeps?")
                  .path("route").path("provider").asText());
        }
      }
      ThreeNodes.until("the others miss it", () -> nodes.log(0).contains("node went"));
    } finally {
      signal(2, "CONT");
    }
    ThreeNodes.until("it is ready again", () -> nodes.isReady(2));
    ThreeNodes.until("all keep the same books again",
        () -> nodes.questions(2) == nodes.questions(0));
    var id = nodes.ask(2, "Is the gate locked after the sleep?").path("id").asText();
    ThreeNodes.until("others read what it answers", () -> nodes.hasAnswer(0, id));
  }

  private void signal(int n, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(nodes.node(n).pid())).start().waitFor();
  }
}
