package io.sluice.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.launcher.Editions;
import io.sluice.launcher.RunningGateway;
import io.sluice.launcher.chaos.Form;
import io.sluice.testservers.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes are killed one after the other while documents come by Kafka, and are started again while the others go on
 * with what was theirs: what was accepted at any of them is there in the end, once. Its versions are not counted:
 * two editions that a node had just done are done once more by the next, which cannot know of it.
 */
@Timeout(1800)
class CrashingNodesIT {
  private static final int DOCUMENTS = Integer.getInteger("sluice.crash.documents",
      Form.pick(150, 500));
  private static final int KILLS = Integer.getInteger("sluice.crash.kills", 20);
  private static final int MOST_TRIES = 100;
  private static final long LONGEST_PAUSE = Duration.ofMillis(1500).toNanos();

  @TempDir
  Path folder = Path.of("");

  @Test
  void nothingThatAnyNodeAcceptedIsLostOrDoubled() throws Exception {
    var seed = Long.getLong("sluice.crash.seed", System.nanoTime());
    System.err.println("sluice.crash.seed=" + seed);
    var random = new Random(seed);
    var waiting = Editions.of(DOCUMENTS);
    var accepted = new ArrayList<String>();
    try (
        var nodes = new ThreeNodes(folder,
            "ingestion.kafka.bootstrap-servers=" + KafkaBroker.shared().address(),
            "ingestion.kafka.topic=crashing", "ingestion.kafka.dead-letters=crashing.dead",
            "ingestion.kafka.changes=crashing.changes", "ingestion.kafka.group=crashing",
            "ingestion.kafka.silent-for=4s");
        var undisturbed = RunningGateway.before(nodes.model, folder.resolve("undisturbed"))) {
      for (var kill = 0; kill < KILLS; kill++) {
        var count = waiting.size() / (KILLS - kill + 1) + 1;
        var victim = random.nextInt(ThreeNodes.NODES);
        killWhile(nodes.node(victim), random, () -> submit(nodes, waiting, accepted, random,
            count));
        nodes.restart(victim);
      }
      submit(nodes, waiting, accepted, random, waiting.size());
      for (var ingestion : accepted) {
        var state = nodes.node(random.nextInt(ThreeNodes.NODES)).ingested(ingestion);
        assertTrue(state.path("status").asText().matches("done|unchanged"), state::toString);
      }
      for (var document : Editions.of(DOCUMENTS)) {
        undisturbed.take(document);
      }
      var expected = Editions.passages(undisturbed);
      for (var n = 0; n < ThreeNodes.NODES; n++) {
        assertEquals(expected, Editions.passages(nodes.node(n)));
      }
      for (var i = 0; i < DOCUMENTS; i += 7) {
        assertEquals(Editions.best(undisturbed, i), Editions.best(nodes.node(i % 3), i));
      }
    }
  }

  /** What is done while it is killed, or a moment before. */
  private static void killWhile(RunningGateway node, Random random, Submitting submitting)
      throws Exception {
    var pause = random.nextLong(LONGEST_PAUSE);
    var killer = Thread.ofVirtual().start(() -> {
      LockSupport.parkNanos(pause);
      node.kill();
    });
    submitting.run();
    killer.join();
  }

  private interface Submitting {
    void run() throws Exception;
  }

  /** Sends the next documents, each until one of the nodes accepts it. */
  private static void submit(ThreeNodes nodes, List<ObjectNode> waiting, List<String> accepted,
      Random random, int count) throws Exception {
    for (var i = 0; i < count && !waiting.isEmpty(); i++) {
      accepted.add(submit(nodes, waiting.getFirst(), random.nextInt(ThreeNodes.NODES)));
      waiting.removeFirst();
    }
  }

  /** What is refused, or of which the answer does not come, is sent again to the next node. */
  private static String submit(ThreeNodes nodes, ObjectNode document, int first)
      throws InterruptedException {
    var failures = new ArrayList<String>();
    for (var tries = 0; tries < MOST_TRIES; tries++) {
      try {
        return nodes.node((first + tries) % ThreeNodes.NODES).post("/v1/documents", document)
            .path("ingestion").asText();
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception | AssertionError e) {
        failures.add(e.toString());
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
    throw new AssertionError("accepted by no node: " + failures);
  }
}
