package io.sluice.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Many answers at once that a model speaks slowly, from a gateway in a process that is given no more
 * than the limit. Each must come whole; the heap is looked at while all are open.
 */
final class OpenStreams {
  private static final int LIMIT_MB = 512;
  private static final int WORDS = 40;
  private static final long PACING_MS = 250;
  private static final Pattern SERVING = Pattern.compile("serving: (\\d+)/");
  private static final Pattern HEAP = Pattern.compile("heap: (\\d+)");

  private OpenStreams() {}

  static List<Row> measure(Settings settings) throws Exception {
    var streams = settings.openStreams();
    var model = Vertx.vertx();
    var reading = Vertx.vertx();
    try (var host = Child.java(List.of("-Xmx" + LIMIT_MB + "m", "-XX:+ExitOnOutOfMemoryError"),
        ReaderHost.class, ReaderHost.Kind.MODEL.name(),
        "http://127.0.0.1:" + PacedModel.serve(model, WORDS, PACING_MS) + "/v1")) {
      var port = Integer.parseInt(host.line(SERVING));
      var client = reading.createHttpClient(new PoolOptions().setHttp1MaxSize(streams));
      var reads = IntStream.range(0, streams)
          .mapToObj(_ -> TokenStream.read(reading, client, port, WORDS)).toList();
      TimeUnit.MILLISECONDS.sleep(WORDS * PACING_MS / 2);
      host.send("heap");
      var heap = Long.parseLong(host.line(HEAP)) / 1024.0 / 1024;
      Wait.until(Future.all(reads));
      return List.of(new Row.Measured("heap with %,d answers being streamed in a process limited"
          .formatted(streams) + " to 512 MB / the limit", Series.of(DoubleStream.of(heap)),
          Series.of(DoubleStream.of(LIMIT_MB)), Row.Kind.MEGABYTES, "≤ 1"));
    } finally {
      Wait.until(Future.all(model.close(), reading.close()));
    }
  }
}
