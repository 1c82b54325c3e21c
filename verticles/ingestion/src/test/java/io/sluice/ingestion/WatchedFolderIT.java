package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole actor, which notices by itself what happens in a folder. */
class WatchedFolderIT extends SourceCase {
  @TempDir
  Path home;
  Path folder;

  @BeforeEach
  void watch() throws IOException {
    folder = Files.createDirectory(home.resolve("docs"));
    sources = List.of(new FolderSource("wiki", "default", List.of(), List.of(), NEVER, 1 << 20,
        folder, true, 1));
  }

  @Test
  void whatComesChangesAndGoesIsNoticed() throws Exception {
    Files.writeString(folder.resolve("before.md"), TEXT);
    start();
    awaitDocuments("wiki/before.md");
    Files.writeString(folder.resolve("later.md"), TEXT);
    awaitDocuments("wiki/before.md", "wiki/later.md");
    Files.writeString(folder.resolve("later.md"), TEXT + "more");
    Eventually.holds(() -> active("wiki/later.md").text().endsWith("more"));
    Files.delete(folder.resolve("before.md"));

    awaitDocuments("wiki/later.md");
  }

  @Test
  void foldersThatComeLaterAndMoveAreWatchedAsWell() throws Exception {
    start();
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/c.md"), TEXT);
    awaitDocuments("wiki/a/b/c.md");
    Files.move(folder.resolve("a"), folder.resolve("규정"));
    awaitDocuments("wiki/규정/b/c.md");
    Files.writeString(folder.resolve("규정/b/d.md"), TEXT);

    awaitDocuments("wiki/규정/b/c.md", "wiki/규정/b/d.md");
  }

  @Test
  void aStoppedActorLooksAtNothing() throws Exception {
    start();
    Files.writeString(folder.resolve("a.md"), TEXT);
    awaitDocuments("wiki/a.md");
    stop();

    assertFalse(threads().stream().anyMatch(name -> name.startsWith("sluice-source-")));
    Files.writeString(folder.resolve("b.md"), TEXT);
    start();
    awaitDocuments("wiki/a.md", "wiki/b.md");
    assertTrue(threads().contains("sluice-source-wiki"));
  }

  @Test
  void pagesAreFetchedByTheActorItself() throws Exception {
    var site = new Site(vertx);
    site.start();
    site.page("/a", TEXT, Map.of());
    var url = "http://127.0.0.1:" + site.port() + "/a";
    sources = List.of(
        new UrlSource("open", "default", List.of(), List.of(), NEVER, 1 << 20, List.of(url),
            Duration.ofSeconds(10), true),
        new UrlSource("closed", "default", List.of(), List.of(), NEVER, 1 << 20, List.of(url),
            Duration.ofSeconds(10), false));
    start();

    awaitDocuments("open/127.0.0.1/a");
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .collect(Collectors.toSet());
  }

  private void awaitDocuments(String... ids) throws Exception {
    var expected = Set.of(ids);
    Eventually.holds(() -> corpus.active.keySet().stream().map(DocumentKey::document)
        .collect(Collectors.toSet()).equals(expected));
  }
}
