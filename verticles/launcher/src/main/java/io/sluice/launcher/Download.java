package io.sluice.launcher;

import io.sluice.launcher.PublishedModel.PublishedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Fetches a file. What has come lies beside it, in a {@code .part} that a later try goes on with, be
 * it of this process or another; the file itself is there only once it is whole and checked.
 */
final class Download {
  private static final int TRIES = 5;
  private static final int CHUNK = 1 << 16;

  private final PublishedFile file;
  private final Path target;
  private final PartFile part;
  private final DownloadProgress progress;
  private final Duration pause;

  /** Pauses so long before another try, and longer each time. */
  Download(PublishedFile file, Path target, DownloadProgress progress, Duration pause) {
    this.file = file;
    this.target = target;
    this.part = new PartFile(target);
    this.progress = progress;
    this.pause = pause;
  }

  /** Fetches what is missing of it. */
  void run() {
    try (var channel = FileChannel.open(part.path(), StandardOpenOption.CREATE,
        StandardOpenOption.WRITE)) {
      lock(channel);
      transferAll(channel);
      channel.force(true);
      part.check(file.sha256());
      Files.move(part.path(), target, StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      part.forget();
    } catch (IOException e) {
      throw new Trouble("cannot write " + target + ": " + reason(e));
    }
  }

  private void lock(FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw inUse();
      }
    } catch (OverlappingFileLockException e) {
      throw inUse();
    }
  }

  private Trouble inUse() {
    return new Trouble("another process fetches " + target + " already");
  }

  private void transferAll(FileChannel channel) throws IOException {
    for (var attempt = 1;; attempt++) {
      var before = channel.size();
      try {
        transfer(channel);
        return;
      } catch (BrokenOff e) {
        if (channel.size() > before) {
          attempt = 1;
        }
        if (attempt == TRIES) {
          throw new Trouble(file.url() + " " + e.getMessage() + ". "
              + DownloadProgress.megabytes(channel.size())
              + " are there; the same command goes on from there");
        }
        LockSupport.parkNanos(pause.multipliedBy(attempt).toNanos());
      }
    }
  }

  private void transfer(FileChannel channel) throws IOException, BrokenOff {
    var resumable = part.isResumable(file.sha256());
    try (var response = FileResponse.open(URI.create(file.url()), resumable ? channel.size() : 0,
        part.etag())) {
      if (response.isWhole()) {
        return;
      }
      if (response.start() != channel.size()) {
        channel.truncate(response.start());
      }
      checkRoom(channel, response.total());
      part.remember(response.etag());
      copy(response, channel);
      if (response.total() >= 0 && channel.size() < response.total()) {
        throw new BrokenOff("broke off");
      }
    }
  }

  private void checkRoom(FileChannel channel, long total) throws IOException {
    if (file.size() > 0 && total >= 0 && total != file.size()) {
      throw new Trouble(file.url() + " has " + total + " bytes, not the " + file.size()
          + " that are configured");
    }
    var missing = total - channel.size();
    var room = Files.getFileStore(part.path()).getUsableSpace();
    if (missing > room) {
      throw new Trouble("there is no room for " + target + ": "
          + DownloadProgress.megabytes(missing) + " are missing, "
          + DownloadProgress.megabytes(room) + " are free");
    }
  }

  private void copy(FileResponse response, FileChannel channel) throws IOException, BrokenOff {
    var buffer = new byte[CHUNK];
    var name = String.valueOf(target.getFileName());
    channel.position(channel.size());
    progress.begin(name, channel.size(), response.total());
    try {
      for (var count = response.read(buffer); count >= 0; count = response.read(buffer)) {
        var bytes = ByteBuffer.wrap(buffer, 0, count);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        progress.reached(channel.position());
      }
    } finally {
      progress.end();
    }
  }

  private static String reason(IOException e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** The connection or the server failed; another try may go better. */
  static final class BrokenOff extends Exception {
    private static final long serialVersionUID = 1;

    BrokenOff(String message) {
      super(message);
    }
  }
}
