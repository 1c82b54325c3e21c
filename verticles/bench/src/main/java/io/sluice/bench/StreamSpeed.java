package io.sluice.bench;

import io.sluice.bench.TokenStream.Times;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the gateway adds to a model's stream, without retrieval: the same model behind a bare Vert.x
 * proxy is the baseline. Model, proxy, gateway and readers are in one process.
 */
final class StreamSpeed {
  private static final int PACING_MS = 20;
  private static final List<String> PLAIN = List
      .of("{\"question\": \"Say the numbers.\", \"retrieval\": false}");

  private final Vertx model = Vertx.vertx();
  private final Vertx proxy = Vertx.vertx();
  private final Vertx reading = Vertx.vertx();
  private final HttpClient client;

  private StreamSpeed() {
    client = reading.createHttpClient(new PoolOptions().setHttp1MaxSize(4096));
  }

  static List<Row> measure(Settings settings) throws Exception {
    var speed = new StreamSpeed();
    try {
      var rows = new ArrayList<Row>();
      rows.add(speed.firstToken(settings));
      rows.add(speed.eachToken(settings));
      rows.add(speed.paced(settings));
      rows.addAll(speed.whole(settings));
      return rows;
    } finally {
      Wait.until(Future.all(speed.model.close(), speed.proxy.close(), speed.reading.close()));
    }
  }

  private Row firstToken(Settings settings) throws Exception {
    var port = PacedModel.serve(model, 1, 0);
    return against(port, settings, at -> medianFirst(at, settings.streams() * 2),
        (ours, baseline) -> new Row.Added("time to first token, one stream / bare proxy", ours,
            baseline, "ms", "≤ 0.5 ms"));
  }

  private Row eachToken(Settings settings) throws Exception {
    var words = settings.words();
    var port = PacedModel.serve(model, words, 0);
    return against(port, settings,
        at -> Wait.until(TokenStream.read(reading, client, at, words)).last() * 1e3 / words,
        (ours, baseline) -> new Row.Added(
            "each of %,d tokens that come at once / bare proxy".formatted(words), ours, baseline,
            "µs", "≤ 20 µs"));
  }

  /** Fails where one word of one stream is missing or out of its order. */
  private Row paced(Settings settings) throws Exception {
    var streams = settings.streams();
    var port = PacedModel.serve(model, 100, PACING_MS);
    return against(port, settings, at -> together(at, streams, 100).stream().mapToDouble(Times::gap)
        .max().orElseThrow(),
        (ours, baseline) -> new Row.Measured(
            "longest gap in %d streams of 100 tokens, one each %d ms, none lost / bare proxy"
                .formatted(streams, PACING_MS),
            ours, baseline, Row.Kind.MILLIS, "≤ 200 ms"));
  }

  private List<Row> whole(Settings settings) throws Exception {
    var port = PacedModel.serve(model, 20, 0);
    try (var node = LocalNode.withModel("http://127.0.0.1:" + port + "/v1")) {
      var bare = BareProxy.serve(proxy, port);
      var turns = Turns.take(settings.rounds(),
          () -> Load.run(reading, node.port(), PLAIN, 16, settings.load()),
          () -> Load.run(reading, bare, PLAIN, 16, settings.load()));
      return List.of(turns.row("`/v1/ask` without retrieval, whole, 16 connections / bare proxy",
          Row.Kind.PER_SECOND, Load.Result::perSecond, "≥ 0.5"));
    }
  }

  private interface Measured {
    double at(int port) throws Exception;
  }

  private interface Shown {
    Row row(Series ours, Series baseline);
  }

  private Row against(int model, Settings settings, Measured measured, Shown shown)
      throws Exception {
    try (var node = LocalNode.withModel("http://127.0.0.1:" + model + "/v1")) {
      var bare = BareProxy.serve(proxy, model);
      var turns = Turns.take(settings.rounds(), () -> measured.at(node.port()),
          () -> measured.at(bare));
      return turns.row(each -> each, shown::row);
    }
  }

  private double medianFirst(int port, int times) throws Exception {
    var firsts = new double[times];
    for (var i = 0; i < times; i++) {
      firsts[i] = Wait.until(TokenStream.read(reading, client, port, 1)).first();
    }
    Arrays.sort(firsts);
    return firsts[times / 2];
  }

  private List<Times> together(int port, int streams, int words) throws Exception {
    var reads = IntStream.range(0, streams)
        .mapToObj(_ -> TokenStream.read(reading, client, port, words)).toList();
    Wait.until(Future.all(reads));
    return reads.stream().map(Future::result).toList();
  }
}
