package io.sluice.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real broker in a process of its own, on loopback and a port of its own, which it keeps when it is
 * started again. Its jars are those of the tests.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private KafkaBroker(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Shared by all tests of this process. */
  private static final class Shared {
    private static @Nullable KafkaBroker broker;
  }

  /** The broker of tests that leave it alone; each has topics of its own. */
  public static synchronized KafkaBroker shared() {
    var broker = Shared.broker;
    if (broker == null) {
      broker = start();
      Shared.broker = broker;
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    }
    return broker;
  }

  /** A broker to be killed; where none can be started the test is skipped, unless it is required. */
  public static KafkaBroker start() {
    try {
      var broker = prepare();
      try {
        broker.run();
      } catch (IOException e) {
        broker.close();
        throw e;
      }
      return broker;
    } catch (IOException e) {
      var why = "needs a Kafka broker, which comes from Maven with the tests: " + e.getMessage();
      throw Required.missing("kafka", why);
    }
  }

  /** A broker that is not there yet. */
  public static KafkaBroker prepare() throws IOException {
    var folder = Files.createTempDirectory("sluice-kafka");
    var port = freePort();
    var controller = freePort();
    Files.write(folder.resolve("broker.properties"), List.of("process.roles=broker,controller",
        "node.id=1", "controller.quorum.voters=1@127.0.0.1:" + controller,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "controller.listener.names=CONTROLLER", "log.dirs=" + folder.resolve("log"),
        "num.partitions=4", "offsets.topic.num.partitions=1",
        "offsets.topic.replication.factor=1", "transaction.state.log.num.partitions=1",
        "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1",
        "group.initial.rebalance.delay.ms=0", "group.min.session.timeout.ms=500",
        "broker.session.timeout.ms=2000", "broker.heartbeat.interval.ms=500"));
    return new KafkaBroker(folder, port);
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** What the tests run with, also where their own class path is but a manifest. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Returns when it can be connected to. */
  public void run() throws IOException {
    var log = folder.resolve("broker.log");
    var starting = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath(),
        KafkaBrokerMain.class.getName(), folder.resolve("broker.properties").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    process = starting;
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (!isListening()) {
      try {
        if (starting.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() - limit > 0) {
          throw new IOException("it did not start; its log is " + Files.readString(log));
        }
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }
  }

  /** As by kill -9: nothing is flushed, nobody is told. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
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

  private boolean isListening() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
