package io.sluice.privacy;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name whole or not at all.
 *
 * <p>It is written under another name in the same folder, readable by its owner only, and goes away
 * when closed without having been published.
 */
final class NewFile implements Closeable {
  private final Path file;
  private final Path half;
  private final FileChannel channel;

  NewFile(Path file) throws IOException {
    this.file = file.toAbsolutePath();
    var folder = Files.createDirectories(this.file.getParent());
    // Temporary files are made with owner-only permissions.
    this.half = Files.createTempFile(folder, "." + file.getFileName() + "-", ".half");
    this.channel = FileChannel.open(half, StandardOpenOption.WRITE);
  }

  OutputStream out() {
    return Channels.newOutputStream(channel);
  }

  /** Replaces what had the name before. */
  void publish() throws IOException {
    channel.force(true);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  /**
   * Leaves a file that has the name already.
   *
   * @throws FileAlreadyExistsException there is one
   */
  void publishIfAbsent() throws IOException {
    channel.force(true);
    try {
      // An atomic move would replace the other file, a link never does.
      Files.createLink(file, half);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      // Not every file system has links.
      Files.move(half, file);
    }
    forceFolder();
  }

  private void forceFolder() throws IOException {
    try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(half);
  }
}
