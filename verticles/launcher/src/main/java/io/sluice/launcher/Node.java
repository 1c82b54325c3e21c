package io.sluice.launcher;

import io.sluice.answer.AnswerVerticle;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.embedding.EmbeddingVerticle;
import io.sluice.generation.GenerationVerticle;
import io.sluice.http.HttpVerticle;
import io.sluice.http.WebFiles;
import io.sluice.ingestion.IngestionVerticle;
import io.sluice.retrieval.RetrievalVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: all actors in one process, on one event bus. */
final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Vertx vertx;
  private final int port;

  private Node(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /** Starts the actors, those that others need first. */
  static Node start(NodeConfig config) {
    checkPort(config);
    var vertx = Vertx.vertx();
    try {
      return start(vertx, config);
    } catch (CompletionException | IOException e) {
      wait(vertx.close());
      throw trouble(config, e);
    }
  }

  private static Node start(Vertx vertx, NodeConfig config) throws IOException {
    var files = WebFiles.load(config.http().webroot());
    var bus = Bus.on(vertx);
    var streams = wait(Streams.serve(vertx, bus, config.streams()));
    var port = new AtomicInteger();

    wait(Future.all(
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new RetrievalVerticle(bus, config.retrieval())),
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new EmbeddingVerticle(bus, config.embedding())),
        deploy(vertx, ThreadingModel.EVENT_LOOP, 1,
            () -> new GenerationVerticle(bus, streams, config.generation()))));
    wait(Future.all(
        deploy(vertx, ThreadingModel.VIRTUAL_THREAD, 1,
            () -> new AnswerVerticle(bus, streams, config.answer(), false)),
        deploy(vertx, ThreadingModel.VIRTUAL_THREAD, 1,
            () -> new IngestionVerticle(bus, config.ingestion(), config.sample()))));
    wait(deploy(vertx, ThreadingModel.EVENT_LOOP, doors(config),
        () -> new HttpVerticle(bus, config.http(), files, port::set)));
    LOG.info("serving host={} port={} storage={}", config.http().host(), port.get(),
        config.storage().path());
    return new Node(vertx, port.get());
  }

  /** Told before anything is written or loaded; who takes the port meanwhile is told of at the end. */
  private static void checkPort(NodeConfig config) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(config.http().host(), config.http().port()));
    } catch (IOException e) {
      throw trouble(config, e);
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    wait(vertx.close());
  }

  /** One front door for each core; a port that is to be found out is served by one. */
  private static int doors(NodeConfig config) {
    return config.http().port() == 0 ? 1 : Runtime.getRuntime().availableProcessors();
  }

  private static Future<String> deploy(Vertx vertx, ThreadingModel threads, int instances,
      Supplier<Deployable> actor) {
    return vertx.deployVerticle(actor,
        new DeploymentOptions().setThreadingModel(threads).setInstances(instances));
  }

  private static <T> T wait(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static Trouble trouble(NodeConfig config, Exception e) {
    var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    LOG.debug("start failed", cause);
    return new Trouble(cause instanceof BindException
        ? "port " + config.http().port() + " is in use on " + config.http().host()
            + "; choose another with --set http.port=…"
        : "could not start: " + cause.getMessage());
  }
}
