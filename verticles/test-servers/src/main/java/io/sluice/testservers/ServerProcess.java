package io.sluice.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** Of each the next one is free as well. */
  static List<Integer> freePairs(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    var first = new ArrayList<Integer>();
    try {
      while (first.size() < count) {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        try {
          sockets.add(
              new ServerSocket(socket.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress()));
          first.add(socket.getLocalPort());
        } catch (BindException e) {
          // the next one is somebody's
        }
      }
      return first;
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  /** All at once, so that none of them is given twice. */
  static List<Integer> freePorts(int count) throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (var i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }
}
