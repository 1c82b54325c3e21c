package io.sluice.answer.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** Files that are on the disk when the call returns. */
final class Forced {
  /** What a crash may leave behind under such a name is deleted at the next start. */
  static final String HALF = ".half";

  private Forced() {}

  static void write(Path file, byte[] content) throws IOException {
    try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      write(out, content, 0);
      out.force(true);
    }
  }

  /** The file is there whole or not at all. */
  static void replace(Path file, byte[] content) throws IOException {
    var half = half(file);
    write(half, content);
    move(half, file);
  }

  static void write(FileChannel out, byte[] content, long at) throws IOException {
    var bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      out.write(bytes, at + bytes.position());
    }
  }

  /** Renames a file or folder to a neighbour. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(to.resolveSibling("."));
  }

  /** The names in a folder. */
  static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Path half(Path path) {
    return path.resolveSibling(path.getFileName() + HALF);
  }

  static void deleteTree(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
