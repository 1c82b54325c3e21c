package io.sluice.ingestion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that after a crash it is there whole or not at all. */
final class SafeFiles {

  private SafeFiles() {}

  /** Returns when the file and its name are on the disk. */
  static void write(Path file, byte[] content) throws IOException {
    var half = file.resolveSibling(file.getFileName() + ".half");
    try (var out = FileChannel.open(half, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var folder = FileChannel.open(file.toAbsolutePath().getParent(),
        StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
