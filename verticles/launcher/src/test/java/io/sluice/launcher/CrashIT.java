package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.testservers.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway is killed again and again while documents are taken in: what it accepted is there in the
 * end, once, and is found as if nothing had happened.
 */
class CrashIT {
  private static final int DOCUMENTS = Integer.getInteger("sluice.crash.documents", 500);
  private static final int KILLS = Integer.getInteger("sluice.crash.kills", 20);
  private static final String[] TOPICS = {"온실", "주차장", "도서관", "laundry", "canteen", "workshop"};

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
    var waiting = documents();
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
      var all = documents();
      var theirs = new ArrayList<String>();
      submit(undisturbed, all, theirs, all.size());
      for (var ingestion : theirs) {
        undisturbed.ingested(ingestion);
      }
      assertEquals(corpus(undisturbed), corpus(killed));
      for (var i = 0; i < DOCUMENTS; i += 10) {
        assertEquals(best(undisturbed, i), best(killed, i));
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

  /** Some documents come in two versions, the second right behind the first. */
  private static List<ObjectNode> documents() {
    var documents = new ArrayList<ObjectNode>();
    for (var i = 0; i < DOCUMENTS; i++) {
      documents.add(document(i, text(i, 0)));
      if (i % 7 == 0) {
        documents.add(document(i, text(i, 1)));
      }
    }
    return documents;
  }

  private static ObjectNode document(int number, String text) {
    return RunningGateway.JSON.createObjectNode().put("id", "d" + number + ".md")
        .put("mediaType", "text/markdown").put("text", text);
  }

  private static String text(int number, int version) {
    var topic = TOPICS[number % TOPICS.length];
    return """
        # %s %d

        ## 비밀번호

        %s %d호의 비밀번호는 code%d입니다.

        ## Hours

        %s is open from %d:%02d, edition %d.
        """.formatted(topic, number, topic, number, number * 7919, room(number), number % 24,
        number % 60, version);
  }

  /**
   * A word that only one document has. What is deleted counts until segments are merged, which comes
   * at another time after each kill, so passages that are nearly alike may change places.
   */
  private static String room(int number) {
    return "room" + number;
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

  /** Every document with its passages, counted. */
  private static Map<String, Integer> corpus(RunningGateway gateway) throws Exception {
    var documents = new TreeMap<String, Integer>();
    var after = "";
    do {
      var page = gateway.get("/v1/documents?limit=200" + after);
      for (var document : page.path("documents")) {
        documents.put(document.path("id").asText() + " version " + document.path("version"),
            document.path("passages").asInt());
      }
      after = page.path("next").asText("");
      after = after.isEmpty() || after.equals("null") ? "" : "&after=" + after;
    } while (!after.isEmpty());
    return documents;
  }

  private static Map<String, String> best(RunningGateway gateway, int number) throws Exception {
    var best = new LinkedHashMap<String, String>();
    for (var query : List.of("code" + number * 7919, room(number) + " opening hours")) {
      var hits = gateway.post("/v1/search", RunningGateway.JSON.createObjectNode()
          .put("query", query).put("mode", "keyword").put("k", 1)).path("hits");
      best.put(query, hits.path(0).path("document").asText() + ": "
          + hits.path(0).path("text").asText());
    }
    return best;
  }
}
