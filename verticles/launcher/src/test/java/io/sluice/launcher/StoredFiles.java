package io.sluice.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a gateway has left on its disk. */
final class StoredFiles {

  private StoredFiles() {}

  /** The files that have this text in them, in the clear. */
  static List<String> with(Path storage, String text) throws IOException {
    try (var files = Files.walk(storage)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text))
          .map(Path::toString).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
