package io.sluice.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.Typed;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What nodes share holds, whether they hear of each other or not. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(400)
class CutOffIT {
  private static final int PER_MINUTE = 120;
  private static final int BURST = 10;
  private static final double TOLERANCE = 1.05;
  private static final Duration WHILE = Duration.ofSeconds(6);
  /** So long it goes on where nobody was limited, on a machine that is slow. */
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final int LAST = ThreeNodes.NODES - 1;

  @SuppressWarnings("NullAway.Init")
  private ThreeNodes nodes;
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    this.folder = folder;
    nodes = new ThreeNodes(folder, "admission.path=" + folder.resolve("keys"),
        "redis.within=5s");
    nodes.openTheGreenhouse();
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void aKeyMayAskNoOftenerAtThreeDoorsThanAtOne() throws Exception {
    assertLimited(key("everywhere"));
  }

  @Test
  void aNodeThatIsCutOffFromTheOthersButNotFromRedisAnswersOnAndKeepsToTheLimitsOfAll()
      throws Exception {
    var key = key("apart");
    try (var askers = new Askers(nodes, 1, 1, false)) {
      try (var _ = BusCut.of(ThreeNodes.host(LAST))) {
        ThreeNodes.until("the others miss it", () -> nodes.log(0).contains("node went"));
        ThreeNodes.until("it misses the others", () -> nodes.log(LAST).contains("node went"));
        assertLimited(key);
        var before = askers.answered();
        ThreeNodes.until("people go on", () -> askers.answered() > before + ThreeNodes.NODES);
        assertEquals(List.of(), askers.failures());
      }
    }
    ThreeNodes.until("all have each other again", () -> nodes.isMet(LAST));
    ThreeNodes.until("all keep the same books again",
        () -> nodes.questions(LAST) == nodes.questions(0));
    var id = nodes.ask(LAST, "Is the gate locked after all this?").path("id").asText();
    ThreeNodes.until("others read what it answers", () -> nodes.hasAnswer(0, id));
  }

  private String key(String name) throws Exception {
    return Typed.key(folder, folder.resolve("node0"), name, "--requests-per-minute",
        String.valueOf(PER_MINUTE), "--burst", String.valueOf(BURST), "--set",
        "admission.path=" + folder.resolve("keys"));
  }

  /** Asks all the time at all doors. */
  private void assertLimited(String key) throws Exception {
    for (var n = 0; n < ThreeNodes.NODES; n++) {
      var node = n;
      ThreeNodes.until("the key opens door " + n, () -> status(node, key, "bad") != 401);
    }
    var start = System.nanoTime();
    var end = start + WHILE.toNanos();
    var last = start + AT_MOST.toNanos();
    var answered = new AtomicInteger();
    var limited = new AtomicInteger();
    try (var doors = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : doors.invokeAll(IntStream.range(0, ThreeNodes.NODES)
          .<Callable<Void>>mapToObj(n -> () -> {
            while (System.nanoTime() < end
                || (limited.get() == 0 && System.nanoTime() < last)) {
              var status = status(n, key, "{\"question\": \"What is there?\", "
                  + "\"retrieval\": false}");
              assertTrue(status == 200 || status == 429, () -> "status " + status);
              (status == 200 ? answered : limited).incrementAndGet();
              LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
            }
            return null;
          }).toList())) {
        done.get();
      }
    }
    var seconds = (System.nanoTime() - start) / 1e9;
    var allowed = BURST + seconds * PER_MINUTE / 60;
    assertTrue(answered.get() <= allowed * TOLERANCE,
        () -> answered + " answers in " + seconds + " s, where " + allowed + " are allowed");
    assertTrue(answered.get() > BURST && limited.get() > 0,
        () -> answered + " answered, " + limited + " limited");
  }

  private int status(int n, String key, String body) {
    try {
      return nodes.node(n).send(nodes.node(n).request("/v1/ask")
          .header("authorization", "Bearer " + key).header("content-type", "application/json")
          .POST(BodyPublishers.ofString(body)).build()).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
