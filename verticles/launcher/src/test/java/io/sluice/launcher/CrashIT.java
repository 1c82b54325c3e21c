package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.launcher.chaos.Form;
import io.sluice.testservers.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway is killed again and again while documents are taken in: what it accepted is there in the
 * end, once, and is found as if nothing had happened.
 */
class CrashIT {
  private static final int DOCUMENTS = Integer.getInteger("sluice.crash.documents",
      Form.pick(200, 500));
  private static final int KILLS = Integer.getInteger("sluice.crash.kills", Form.pick(4, 20));

  @TempDir
  Path folder = Path.of("");

  @Test
  void nothingThatWasAcceptedIsLostOrDoubled() throws Exception {
    killAgainAndAgain();
  }

  /** The broker stays; each start goes on with the share of the one before. */
  @Test
  void nothingThatCameByKafkaIsLostOrDoubled() throws Exception {
    killAgainAndAgain("ingestion.kafka.bootstrap-servers=" + KafkaBroker.shared().address());
  }

  /**
   * What is killed has these settings; what is undisturbed has the shipped ones, and so its queue on
   * its own disk.
   */
  private void killAgainAndAgain(String... settings) throws Exception {
    var seed = Long.getLong("sluice.crash.seed", System.nanoTime());
    System.err.println("sluice.crash.seed=" + seed);
    var random = new Random(seed);
    var waiting = Editions.of(DOCUMENTS);
    var accepted = new ArrayList<String>();
    for (var kill = 0; kill < KILLS; kill++) {
      submitUntilKilled(start("killed", settings), waiting, accepted, random,
          waiting.size() / (KILLS - kill + 1) + 1);
    }
    try (var killed = start("killed", settings); var undisturbed = start("undisturbed")) {
      submit(killed, waiting, accepted, waiting.size());
      for (var ingestion : accepted) {
        var status = killed.ingested(ingestion).path("status").asText();
        assertTrue(status.equals("done") || status.equals("unchanged"), ingestion + status);
      }
      var all = Editions.of(DOCUMENTS);
      var theirs = new ArrayList<String>();
      submit(undisturbed, all, theirs, all.size());
      for (var ingestion : theirs) {
        undisturbed.ingested(ingestion);
      }
      assertEquals(Editions.corpus(undisturbed), Editions.corpus(killed));
      for (var i = 0; i < DOCUMENTS; i += 10) {
        assertEquals(Editions.best(undisturbed, i), Editions.best(killed, i));
      }
    }
  }

  /** Killed while requests are under way, or a moment after the last of them. */
  private static void submitUntilKilled(RunningGateway gateway, List<ObjectNode> waiting,
      List<String> accepted, Random random, int count) throws Exception {
    var pause = random.nextLong(1_500_000_000);
    var killer = Thread.ofVirtual().start(() -> {
      LockSupport.parkNanos(pause);
      gateway.kill();
    });
    try {
      submit(gateway, waiting, accepted, count);
    } catch (IOException e) {
      // Its answer did not come: it is sent again, as a client would.
    }
    killer.join();
  }

  private RunningGateway start(String storage, String... settings) throws Exception {
    var all = new ArrayList<>(List.of(settings));
    all.add("sample.enabled=false");
    return RunningGateway.start(folder.resolve(storage), all.toArray(String[]::new));
  }

  /** Sends the next documents, each until it is accepted. */
  private static void submit(RunningGateway gateway, List<ObjectNode> waiting,
      List<String> accepted, int count) throws Exception {
    for (var i = 0; i < count && !waiting.isEmpty(); i++) {
      accepted.add(
          gateway.post("/v1/documents", waiting.getFirst()).path("ingestion").asText());
      waiting.removeFirst();
    }
  }
}
