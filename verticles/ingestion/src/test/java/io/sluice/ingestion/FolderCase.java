package io.sluice.ingestion;

import io.sluice.ingestion.FolderRound.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder, with rounds by hand and a clock that is set by hand. */
abstract class FolderCase extends SourceCase {
  static final Duration SETTLE = Duration.ofSeconds(1);
  static final Set<String> ALL = Set.of(FolderWatch.EVERYTHING);

  @TempDir
  Path home;
  Path folder;
  Instant now = Instant.parse("2026-05-01T00:00:00Z");
  Placement placement = new Placement("default", List.of("wiki"), List.of());
  long maxBytes = 1 << 20;
  double eraseAtMost = 0.5;
  FolderRound round;

  @BeforeEach
  void begin() throws IOException {
    folder = Files.createDirectory(home.resolve("문서"));
    start();
    round = newRound();
  }

  FolderRound newRound() {
    var source = new FolderSource("wiki", placement.collection(), placement.tags(),
        placement.acl(), Duration.ofHours(1), maxBytes, folder, false, eraseAtMost);
    var delivery = new Delivery(bus, "test");
    try {
      var state = SourceState.open(storage.resolve("sources"), "wiki", FileStamp.class);
      return new FolderRound(source, new Shelf<>(source, state, delivery, names()), delivery,
          FolderWatch.none(), new Looks(() -> now, SETTLE));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void reopen() {
    round = newRound();
  }

  Outcome round() throws InterruptedException {
    return round.run(ALL);
  }

  void write(String path, String text) throws IOException {
    write(path, text, now.minusSeconds(3600));
  }

  void write(String path, String text, Instant modified) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.setLastModifiedTime(Files.writeString(file, text), FileTime.from(modified));
  }

  Path state() {
    return storage.resolve("sources").resolve("wiki.json");
  }
}
