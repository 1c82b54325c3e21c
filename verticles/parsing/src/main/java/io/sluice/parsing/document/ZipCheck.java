package io.sluice.parsing.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * Looks at what an archive says of its entries before any is unpacked: most office files are archives.
 * One that lies is stopped by the limits of time and memory.
 */
final class ZipCheck {
  private static final long HARMLESS = 32L << 20;
  private static final long MOST = 4L << 30;
  private static final int RATIO = 150;

  private ZipCheck() {}

  /** Refuses an archive that unpacks to far more than its size; whatever is no archive is fine. */
  static void check(Path file) throws IOException {
    if (!isZip(file)) {
      return;
    }
    try (var zip = new ZipFile(file.toFile())) {
      var sum = 0L;
      for (var entry : zip.stream().toList()) {
        sum += Math.max(0, entry.getSize());
        if (sum > MOST || entry.getSize() > most(entry.getCompressedSize())) {
          throw Causes.bomb();
        }
      }
    }
  }

  /** How much an entry may unpack to. */
  static long most(long compressed) {
    return Math.max(HARMLESS, Math.max(0, compressed) * RATIO);
  }

  static boolean opens(Path file) {
    try (var zip = new ZipFile(file.toFile())) {
      return zip.size() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isZip(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.read() == 'P' && in.read() == 'K';
    }
  }
}
