package io.sluice.testservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real broker in a process of its own, on loopback and a port of its own, which it keeps when it is
 * started again. Its jars are those of the tests.
 */
public final class KafkaBroker implements AutoCloseable {
  private final ServerProcess server;
  private final int port;

  private KafkaBroker(ServerProcess server, int port) {
    this.server = server;
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
    return start(null);
  }

  /** The same, which tells whoever asks that it is reached by this address. */
  public static KafkaBroker startBehind(String address) {
    return start(address);
  }

  private static KafkaBroker start(@Nullable String advertised) {
    try {
      var broker = prepare(advertised);
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
    return prepare(null);
  }

  private static KafkaBroker prepare(@Nullable String advertised) throws IOException {
    var server = new ServerProcess("kafka");
    var folder = server.folder();
    var ports = FreePorts.rows(2, 1);
    var port = ports.get(0);
    var controller = ports.get(1);
    Files.write(folder.resolve("broker.properties"), List.of("process.roles=broker,controller",
        "node.id=1", "controller.quorum.voters=1@127.0.0.1:" + controller,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners=PLAINTEXT://"
            + (advertised == null ? "127.0.0.1:" + port : advertised),
        "controller.listener.names=CONTROLLER", "log.dirs=" + folder.resolve("log"),
        "num.partitions=4", "offsets.topic.num.partitions=1",
        "offsets.topic.replication.factor=1", "transaction.state.log.num.partitions=1",
        "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1",
        "group.initial.rebalance.delay.ms=0", "group.min.session.timeout.ms=500",
        "broker.session.timeout.ms=2000", "broker.heartbeat.interval.ms=500"));
    return new KafkaBroker(server, port);
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
    server.run(new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath(),
        KafkaBrokerMain.class.getName(), server.folder().resolve("broker.properties").toString()),
        this::isListening);
  }

  /** As by kill -9: nothing is flushed, nobody is told. */
  public void kill() {
    server.kill();
  }

  @Override
  public void close() {
    server.close();
  }

  private boolean isListening() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
