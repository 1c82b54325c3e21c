package io.sluice.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testservers.Acts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes go while people ask. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(400)
class LosingNodesIT {
  private static final int STREAMING = 2;
  private static final int WAITING = 2;
  private static final int HALT_SECONDS = 10;
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  @SuppressWarnings("NullAway.Init")
  private ThreeNodes nodes;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    nodes = new ThreeNodes(folder, "stop.within=30s");
    nodes.openTheGreenhouse();
    nodes.model.otherwise(Acts.saysAtPace(Duration.ofMillis(200), "Tomatoes, ", "cucumbers, ",
        "peppers ", "and figs ", "[1]."));
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void whoAsksDoesNotNoticeThatAllNodesAreStartedAgainOneAfterTheOther() throws Exception {
    try (var askers = new Askers(nodes, STREAMING, WAITING, false)) {
      for (var n = 0; n < ThreeNodes.NODES; n++) {
        nodes.node(n).terminate();
        nodes.restart(n);
        var at = n;
        ThreeNodes.until("node " + n + " is back", () -> nodes.isReady(at));
        var before = askers.answered();
        ThreeNodes.until("people go on", () -> askers.answered() > before + WAITING);
      }
      assertEquals(List.of(), askers.failures());
      assertTrue(askers.answered() > 0);
    }
  }

  @Test
  void whatAKilledNodeLeavesIsSavedByAskingAgain() throws Exception {
    try (var askers = new Askers(nodes, STREAMING, WAITING, true)) {
      for (var n = 0; n < ThreeNodes.NODES; n++) {
        var at = n;
        ThreeNodes.until("a stream is read from node " + n, () -> askers.reads(at) > 0);
        nodes.node(n).kill();
        assertRecovers("people go on", goOn(askers));
        nodes.restart(n);
        ThreeNodes.until("node " + n + " is back", () -> nodes.isReady(at));
        ThreeNodes.until("nobody has lost what is asked now", askers.askAnew());
      }
      assertEquals(List.of(), askers.failures());
      assertTrue(askers.broken() > 0, "no kill was in the middle of a stream");
    }
  }

  @Test
  void whatANodeThatHangsLeavesIsSavedByAskingAgainAndItAnswersWhenItIsBack() throws Exception {
    try (var askers = new Askers(nodes, STREAMING, WAITING, true)) {
      ThreeNodes.until("a stream is read from it", () -> askers.reads(1) > 0);
      nodes.halt(1, HALT_SECONDS);
      var before = askers.answeredBy(1);
      // Of what it was asked before it hung, the streams alone may still end.
      assertRecovers("it answers",
          () -> nodes.isReady(1) && askers.answeredBy(1) > before + STREAMING);
      assertRecovers("people go on", goOn(askers));
      assertEquals(List.of(), askers.failures());
    }
  }

  private static BooleanSupplier goOn(Askers askers) {
    var before = askers.answered();
    return () -> askers.answered() > before + STREAMING + WAITING;
  }

  private static void assertRecovers(String how, BooleanSupplier recovered) {
    var begun = System.nanoTime();
    ThreeNodes.until(how, recovered);
    var took = Duration.ofNanos(System.nanoTime() - begun);
    assertTrue(took.compareTo(RECOVERY) <= 0, () -> how + " only after " + took);
  }
}
