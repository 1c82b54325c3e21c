package io.sluice.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for a node that leaves nothing behind. */
record TemporaryStorage(Path path) implements AutoCloseable {

  static TemporaryStorage create() throws IOException {
    return new TemporaryStorage(Files.createTempDirectory("sluice-storage"));
  }

  @Override
  public void close() {
    try (var found = Files.walk(path)) {
      for (var one : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      throw new Trouble("could not delete " + path);
    }
  }
}
