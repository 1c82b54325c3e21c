package io.sluice.ingestion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Writes a file so that after a crash it is there whole or not at all. */
final class SafeFiles {
  private static final String HALF = ".half";

  private SafeFiles() {}

  /** Returns when the file and its name are on the disk. */
  static void write(Path file, byte[] content) throws IOException {
    var half = file.resolveSibling(file.getFileName() + HALF);
    try {
      writeWhole(half, content);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteQuietly(half, e);
      throw e;
    }
    force(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  /** Returns when what was written to a file, or the names in a folder, are on the disk. */
  static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes the files in a folder. */
  static void deleteAll(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.delete(file);
      }
    }
  }

  /** Deletes what a crash left half-written in a folder. */
  static void deleteHalves(Path folder) throws IOException {
    try (var halves = Files.newDirectoryStream(folder, "*" + HALF)) {
      for (var half : halves) {
        Files.deleteIfExists(half);
      }
    }
  }

  /** Cleans up after {@code failure}, which stays the one that is told. */
  static void deleteQuietly(Path file, IOException failure) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void writeWhole(Path half, byte[] content) throws IOException {
    try (var out = FileChannel.open(half, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }
}
