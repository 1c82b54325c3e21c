package io.sluice.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process and a folder of its own, which it keeps when it is killed and started again;
 * closing takes both away.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private @Nullable Process process;

  ServerProcess(String name) throws IOException {
    folder = Files.createTempDirectory("sluice-" + name);
  }

  Path folder() {
    return folder;
  }

  /** Returns when the server is ready. */
  void run(ProcessBuilder command, BooleanSupplier ready) throws IOException {
    var log = folder.resolve("server.log");
    var running = command.redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    process = running;
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.getAsBoolean()) {
      try {
        if (running.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() - limit > 0) {
          throw new IOException("it did not start; its log is " + Files.readString(log));
        }
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }
  }

  /** Waits until it is so. */
  static void await(BooleanSupplier so, String otherwise) throws IOException {
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - limit > 0) {
        throw new IOException(otherwise);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }
  }

  /** As by kill -9: nothing is flushed, nobody is told. */
  void kill() {
    if (process != null) {
      var below = process.descendants().toList();
      process.destroyForcibly().onExit().join();
      below.forEach(ProcessHandle::destroyForcibly);
      below.forEach(ended -> ended.onExit().join());
    }
  }

  @Override
  public void close() {
    kill();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
