package io.sluice.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Feedback;
import io.sluice.retrieval.Precision;
import io.sluice.retrieval.RetrievalConfig;
import io.sluice.retrieval.RetrievalVerticle;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A large corpus, with vectors as they are and with coarser ones: how many of the ten nearest are
 * found, and how long a search of both legs takes beside the slower leg of Lucene on the same files.
 */
final class LargeSearch {
  private static final int TOP = 10;

  private final SyntheticCorpus corpus;
  private final List<FindPassages> queries;
  private final List<List<String>> nearest;

  private LargeSearch(Settings settings) {
    this.corpus = new SyntheticCorpus(settings.manyPassages());
    this.queries = Stream.generate(corpus::query).limit(settings.queries()).toList();
    this.nearest = queries.stream().map(query -> corpus.nearest(query, TOP)).toList();
  }

  static List<Row> measure(Settings settings) throws Exception {
    var search = new LargeSearch(settings);
    var rows = new ArrayList<Row>();
    for (var precision : Precision.values()) {
      rows.addAll(search.measure(settings, precision));
    }
    return rows;
  }

  private List<Row> measure(Settings settings, Precision precision) throws Exception {
    try (var folder = Scratch.folder()) {
      fill(folder.path(), precision);
      var vertx = Vertx.vertx();
      try (var raw = RawSearch.open(folder.path())) {
        var bus = deploy(vertx, folder.path(), precision);
        var what = "%,d passages (%d segments), vectors of precision %s, "
            .formatted(settings.manyPassages(), raw.segments(), precision);
        return List.of(
            Turns.take(1, () -> recall(bus), () -> 1.0).row(what
                + "share of the 10 nearest found / of exact search", Row.Kind.SHARE,
                share -> share, "≥ 0.95"),
            slowest(settings, bus, raw, Feedback.OFF).row(what
                + "p99 of both legs / of raw Lucene's slower leg", Row.Kind.MILLIS, time -> time,
                "≤ 1.2"),
            slowest(settings, bus, raw, Feedback.MEANING).row(what
                + "p99 with feedback, as shipped / of raw Lucene's slower leg", Row.Kind.MILLIS,
                time -> time, ""));
      } finally {
        Wait.until(vertx.close());
      }
    }
  }

  private Turns<Double> slowest(Settings settings, Bus bus, RawSearch raw, Feedback feedback)
      throws Exception {
    return Turns.take(settings.rounds(), () -> Percentile.of(millis(bus, feedback), .99),
        () -> Percentile.of(raw.millisOfSlowerLeg(queries), .99));
  }

  private double[] millis(Bus bus, Feedback feedback) throws Exception {
    var millis = new double[queries.size()];
    for (var i = 0; i < millis.length; i++) {
      var start = System.nanoTime();
      find(bus, queries.get(i), SearchMode.HYBRID, feedback);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return millis;
  }

  private double recall(Bus bus) throws Exception {
    var found = 0;
    for (var i = 0; i < queries.size(); i++) {
      var hits = find(bus, queries.get(i), SearchMode.VECTOR, Feedback.OFF);
      found += (int) hits.stream().filter(nearest.get(i)::contains).count();
    }
    return found / (double) (nearest.getFirst().size() * queries.size());
  }

  /** The hashes of the best passages. */
  private static List<String> find(Bus bus, FindPassages query, SearchMode mode, Feedback feedback)
      throws Exception {
    var request = new FindPassages(query.collection(), query.query(), query.vector(), true, mode,
        TOP, query.filters(), null, query.vectorModel(), new Tuning(null, feedback));
    return Wait
        .until(Wait
            .answered(bus.ask(Retrieval.FIND_PASSAGES, request, SyntheticCorpus.call())))
        .hits().stream().map(hit -> hit.passage().hash()).toList();
  }

  /** By an actor that is gone when the measuring starts, and its merges with it. */
  private void fill(Path folder, Precision precision) throws Exception {
    var vertx = Vertx.vertx();
    try {
      var bus = deploy(vertx, folder, precision);
      for (var document : corpus.documents()) {
        Wait.until(Wait
            .answered(bus.ask(Retrieval.COMMIT_DOCUMENT, document, SyntheticCorpus.call())));
      }
    } finally {
      Wait.until(vertx.close());
    }
  }

  private static Bus deploy(Vertx vertx, Path folder, Precision precision) throws Exception {
    var bus = Bus.on(vertx);
    var usual = RetrievalConfig.defaults(folder);
    Wait.until(vertx.deployVerticle(new RetrievalVerticle(bus, new RetrievalConfig(folder,
        usual.searchThreads(), precision, usual.weaviate(), usual.rules(), usual.collections()),
        new SimpleMeterRegistry())));
    return bus;
  }
}
