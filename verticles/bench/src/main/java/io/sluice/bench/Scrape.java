package io.sluice.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * How long Prometheus waits for what a gateway tells it, in the middle of a turn: while the gateway gives
 * answers from its cache as fast as it can, and while nobody asks.
 */
final class Scrape {
  private static final String WHAT = "GET /metrics while answers come from the cache / while nobody asks";
  private static final Pattern READY = Pattern.compile("ready: +(http://\\S+)");
  private static final String QUESTION = "{\"question\": \"How long must a password be?\"}";
  private static final int CONNECTIONS = 16;
  private static final int PAUSE_MS = 20;

  private final Vertx asking;
  private final HttpClient client;
  private final URI gateway;
  private final Duration time;

  private Scrape(Vertx asking, HttpClient client, URI gateway, Duration time) {
    this.asking = asking;
    this.client = client;
    this.gateway = gateway;
    this.time = time;
  }

  static List<Row> measure(Settings settings) throws Exception {
    var script = System.getProperty("bench.sluice", "");
    if (script.isEmpty() || !Files.isExecutable(Path.of(script))) {
      return List.of(new Row.Skipped(WHAT,
          "no distribution at -Dbench.sluice; `mvn package` makes verticles/launcher/target/sluice"));
    }
    var asking = Vertx.vertx();
    try (var storage = Scratch.folder();
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var child = Child.start(List.of(script, "run", "--set", "http.port=0", "--set",
            "storage.path=" + storage.path()))) {
      var scrape = new Scrape(asking, client, URI.create(child.line(READY)), settings.load());
      scrape.remember();
      return List.of(Turns.take(settings.rounds(), scrape::loaded, scrape::median)
          .row(WHAT + ", " + CONNECTIONS + " connections", Row.Kind.MILLIS, ms -> ms,
              "≤ 20 ms"));
    } finally {
      Wait.until(asking.close());
    }
  }

  private void remember() throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(gateway.resolve("/v1/ask"))
        .header("content-type", "application/json").POST(BodyPublishers.ofString(QUESTION))
        .build(), BodyHandlers.ofString());
  }

  private Double loaded() throws Exception {
    var load = CompletableFuture.runAsync(this::ask, Thread::startVirtualThread);
    var median = median();
    load.join();
    return median;
  }

  private void ask() {
    try {
      Load.run(asking, gateway.getPort(), List.of(QUESTION), CONNECTIONS, time);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Double median() throws IOException, InterruptedException {
    var times = DoubleStream.builder();
    var request = HttpRequest.newBuilder(gateway.resolve("/metrics")).build();
    for (var end = System.nanoTime() + time.toNanos(); System.nanoTime() < end;) {
      var start = System.nanoTime();
      var text = client.send(request, BodyHandlers.ofString()).body();
      times.add((System.nanoTime() - start) / 1e6);
      if (!text.contains("rag_queries_total")) {
        throw new IllegalStateException("not what Prometheus wants: " + text);
      }
      Thread.sleep(PAUSE_MS);
    }
    return Series.of(times.build()).median();
  }
}
