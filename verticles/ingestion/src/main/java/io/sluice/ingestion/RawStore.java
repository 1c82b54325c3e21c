package io.sluice.ingestion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The raw bytes of documents, each kept once under its hash. */
final class RawStore {
  private final Path folder;

  RawStore(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    SafeFiles.deleteHalves(folder);
  }

  /** Keeps the bytes; returns when they are on the disk: true where they were not there before. */
  boolean put(String hash, byte[] content) throws IOException {
    var file = folder.resolve(hash);
    if (Files.exists(file)) {
      return false;
    }
    SafeFiles.write(file, content);
    return true;
  }

  byte @Nullable [] get(String hash) throws IOException {
    try {
      return Files.readAllBytes(folder.resolve(hash));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  void deleteQuietly(String hash, IOException failure) {
    SafeFiles.deleteQuietly(folder.resolve(hash), failure);
  }

  boolean delete(String hash) throws IOException {
    return Files.deleteIfExists(folder.resolve(hash));
  }
}
