package io.sluice.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
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
  private static final int STREAMING = 1;
  private static final int WAITING = 1;

  @SuppressWarnings("NullAway.Init")
  private ThreeNodes nodes;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    nodes = new ThreeNodes(folder, "stop.within=30s");
    nodes.openTheGreenhouse();
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
        nodes.node(n).kill();
        var before = askers.answered();
        ThreeNodes.until("people go on", () -> askers.answered() > before + WAITING);
        nodes.restart(n);
        var at = n;
        ThreeNodes.until("node " + n + " is back", () -> nodes.isReady(at));
      }
      assertEquals(List.of(), askers.failures());
    }
  }
}
