package io.sluice.launcher.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.launcher.RunningGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes take documents in, each on a disk of its own: what one does the others know of. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class SharedIngestionIT {
  private static final String TAKES = "this node does it from now on what=ingestion.sources";
  private static final String GIVES = "another node does it from now on what=ingestion.sources";

  @SuppressWarnings("NullAway.Init")
  private Path folder;
  @SuppressWarnings("NullAway.Init")
  private Path wiki;
  @SuppressWarnings("NullAway.Init")
  private ThreeNodes nodes;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    this.folder = folder;
    wiki = Files.createDirectory(folder.resolve("wiki"));
    nodes = new ThreeNodes(folder, "ingestion.rules.privacy=hash",
        "ingestion.sources=[{name: wiki, folder: " + wiki + ", every: 1s}]");
  }

  @AfterAll
  void stop() {
    nodes.close();
  }

  @Test
  void whatIsErasedAtOneNodeIsGoneFromTheDisksOfAll() throws Exception {
    for (var n = 1; n < ThreeNodes.NODES; n++) {
      nodes.node(n).take(RunningGateway.JSON.createObjectNode().put("id", "duty").put("text",
          "The night guard of node %d answers at 010-8361-2947.".formatted(n)));
      assertEquals(List.of(1, 1, 1), kept(n));
    }
    var node = nodes.node(0);
    assertEquals(200, node.send(node.request("/v1/documents/duty").DELETE().build()).statusCode());

    for (var n = 1; n < ThreeNodes.NODES; n++) {
      var at = n;
      ThreeNodes.until("node " + n + " has forgotten it", () -> kept(at).equals(List.of(0, 0, 0)));
    }
  }

  @Test
  void foldersAreGoneThroughByOneNodeAndByTheNextWhenItGoes() throws Exception {
    Files.writeString(wiki.resolve("before.md"), "The greenhouse is open from seven.");
    untilListed("wiki/before.md");
    ThreeNodes.until("node 0 alone does it", () -> does(0) && !does(1) && !does(2));
    var before = takes(2);
    nodes.node(0).kill();
    Files.writeString(wiki.resolve("later.md"), "The laundry is open from eight.");
    untilListed("wiki/later.md");
    ThreeNodes.until("node 1 does it", () -> does(1));
    assertEquals(before, takes(2));
    nodes.restart(0);
    ThreeNodes.until("node 0 does it again, and node 1 does not", () -> does(0) && !does(1));
  }

  /** Whoever joins before the others does it until those before it are there. */
  private boolean does(int n) {
    var log = nodes.log(n);
    return log.lastIndexOf(TAKES) > log.lastIndexOf(GIVES);
  }

  private long takes(int n) {
    return nodes.log(n).lines().filter(line -> line.contains(TAKES)).count();
  }

  private void untilListed(String document) {
    ThreeNodes.until(document + " is there", () -> {
      try {
        return nodes.node(2).get("/v1/documents").toString().contains(document);
      } catch (Exception | AssertionError e) {
        return false;
      }
    });
  }

  /** How many jobs, raw files and files with originals. */
  private List<Integer> kept(int n) {
    return List.of("jobs", "raw", "originals").stream().map(name -> {
      try (var files = Files.list(folder.resolve("node" + n).resolve("documents").resolve(name))) {
        return (int) files.count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }).toList();
  }
}
