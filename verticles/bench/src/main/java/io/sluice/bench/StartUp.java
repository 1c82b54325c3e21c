package io.sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * From the command to the first answer that has sources: with a storage folder as an earlier run left
 * it, and with none, where the sample is taken in first. The baseline is a JVM that starts an empty
 * HTTP server and answers once.
 */
final class StartUp {
  private static final String WHAT = "start-up to the first answer";
  private static final Pattern READY = Pattern.compile("ready: +(http://\\S+)");
  private static final String QUESTION = "{\"question\": \"How long must a password be?\"}";

  private final String script;
  private final HttpClient client;
  private final DoubleStream.Builder fresh = DoubleStream.builder();
  private final DoubleStream.Builder filled = DoubleStream.builder();
  private final DoubleStream.Builder empty = DoubleStream.builder();

  private StartUp(String script, HttpClient client) {
    this.script = script;
    this.client = client;
  }

  static List<Row> measure(Settings settings) throws Exception {
    var script = System.getProperty("bench.sluice", "");
    if (script.isEmpty() || !Files.isExecutable(Path.of(script))) {
      return List.of(new Row.Skipped(WHAT,
          "no distribution at -Dbench.sluice; `mvn package` makes verticles/launcher/target/sluice"));
    }
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var startUp = new StartUp(script, client);
      for (var round = 0; round < settings.starts(); round++) {
        startUp.round();
      }
      return startUp.rows();
    }
  }

  private void round() throws Exception {
    try (var storage = Scratch.folder()) {
      var run = List.of(script, "run", "--set", "http.port=0", "--set",
          "storage.path=" + storage.path());
      fresh.add(millis(() -> Child.start(run), "/v1/ask", body -> body.contains("\"document\"")));
      empty.add(millis(() -> Child.java(EmptyServer.class), "/", _ -> true));
      filled.add(millis(() -> Child.start(run), "/v1/ask", body -> body.contains("\"document\"")));
    }
  }

  private interface Start {
    Child start() throws IOException;
  }

  private double millis(Start start, String path, Predicate<String> isAnswer) throws Exception {
    var begin = System.nanoTime();
    try (var child = start.start()) {
      var request = HttpRequest.newBuilder(URI.create(child.line(READY) + path))
          .header("content-type", "application/json").POST(BodyPublishers.ofString(QUESTION))
          .build();
      while (!isAnswer.test(client.send(request, BodyHandlers.ofString()).body())) {
        Thread.sleep(5);
      }
      return (System.nanoTime() - begin) / 1e6;
    }
  }

  private List<Row> rows() {
    var baseline = Series.of(empty.build());
    return List.of(
        new Row.Measured(WHAT + ", filled storage / an empty Vert.x server",
            Series.of(filled.build()),
            baseline, Row.Kind.MILLIS, ""),
        new Row.Measured(WHAT + ", fresh storage, sample taken in / an empty Vert.x server",
            Series.of(fresh.build()), baseline, Row.Kind.MILLIS, ""));
  }
}
