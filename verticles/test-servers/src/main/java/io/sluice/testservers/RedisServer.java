package io.sluice.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis in a process of its own, on loopback and a port of its own, which it keeps when it is
 * started again. The server on the {@code PATH}, or else the one that comes from Maven with the tests.
 */
public final class RedisServer implements AutoCloseable {
  private final ServerProcess server;
  private final int port;
  private final List<String> arguments;

  private RedisServer(ServerProcess server, int port, List<String> arguments) {
    this.server = server;
    this.port = port;
    this.arguments = arguments;
  }

  /** Shared by all tests of this process. */
  private static final class Shared {
    private static @Nullable RedisServer redis;
  }

  /** The server of tests that leave it alone; each has a prefix of its own. */
  public static synchronized RedisServer shared() {
    var redis = Shared.redis;
    if (redis == null) {
      redis = start();
      Shared.redis = redis;
      Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
    }
    return redis;
  }

  /**
   * A server to be killed; where none can be started the test is skipped, unless it is required.
   *
   * @param options of its command line
   */
  public static RedisServer start(String... options) {
    try {
      return open(options);
    } catch (IOException e) {
      throw Required.missing("redis", "needs Redis, which comes from Maven with the tests or with "
          + "the package redis-server: " + e.getMessage());
    }
  }

  /** The same where this is no test, or others have to be ended where it fails. */
  public static RedisServer open(String... options) throws IOException {
    var arguments = new ArrayList<>(List.of("--save", ""));
    arguments.addAll(List.of(options));
    return begin(arguments);
  }

  /** One that watches others, as this file says; it writes into it. */
  static RedisServer sentinel(Path file) throws IOException {
    return begin(List.of(file.toString(), "--sentinel"));
  }

  private static RedisServer begin(List<String> arguments) throws IOException {
    var server = new ServerProcess("redis");
    var redis = new RedisServer(server, FreePorts.one(), arguments);
    try {
      redis.run();
    } catch (IOException e) {
      redis.close();
      throw e;
    }
    return redis;
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Returns when it answers; with what it had saved, which is nothing where it was killed. */
  public void run() throws IOException {
    var command = new ArrayList<>(List.of(executable(server.folder()).toString()));
    command.addAll(arguments);
    command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--dir",
        server.folder().toString()));
    server.run(new ProcessBuilder(command), this::answers);
  }

  /** As by kill -9: nothing is saved, nobody is told. */
  public void kill() {
    server.kill();
  }

  @Override
  public void close() {
    server.close();
  }

  /** One command, as a line. */
  public String command(String line) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput(); // sentinels of some versions know no QUIT
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try {
      return command("PING").startsWith("+PONG");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static Path executable(Path folder) throws IOException {
    for (var place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      var there = Path.of(place, "redis-server");
      if (Files.isExecutable(there)) {
        return there;
      }
    }
    var copy = folder.resolve("redis-server");
    if (!Files.exists(copy)) {
      var name = "/redis-server-6.2." + ("aarch64".equals(System.getProperty("os.arch"))
          ? "7-" + system() + "-arm64"
          : "6-v5-" + system() + "-amd64");
      try (var in = RedisServer.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IOException("there is no " + name + " in the jar");
        }
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!copy.toFile().setExecutable(true)) {
        throw new IOException(copy + " cannot be made executable");
      }
    }
    return copy;
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : "linux";
  }
}
