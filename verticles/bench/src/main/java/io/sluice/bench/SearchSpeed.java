package io.sluice.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.retrieval.RetrievalConfig;
import io.sluice.retrieval.RetrievalVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Searches through the retrieval actor, beside Lucene on the same files. */
final class SearchSpeed {
  private final Bus bus;
  private final Context loop;
  private final RawSearch raw;
  private final List<FindPassages> queries;

  private SearchSpeed(Bus bus, Context loop, RawSearch raw, List<FindPassages> queries) {
    this.bus = bus;
    this.loop = loop;
    this.raw = raw;
    this.queries = queries;
  }

  static List<Row> measure(Settings settings) throws Exception {
    try (var folder = Scratch.folder()) {
      var corpus = new SyntheticCorpus(settings.passages());
      fill(folder.path(), corpus);
      var queries = Stream.generate(corpus::query).limit(settings.queries()).toList();
      var vertx = Vertx.vertx();
      try (var raw = RawSearch.open(folder.path())) {
        var bus = deploy(vertx, folder.path());
        return new SearchSpeed(bus, Wait.loop(vertx), raw, queries).rows(settings);
      } finally {
        Wait.until(vertx.close());
      }
    }
  }

  /** By an actor that is gone when the measuring starts, and its merges with it. */
  private static void fill(Path folder, SyntheticCorpus corpus) throws Exception {
    var vertx = Vertx.vertx();
    try {
      var bus = deploy(vertx, folder);
      for (var document : corpus.documents()) {
        Wait.until(Wait
            .answered(bus.ask(Retrieval.COMMIT_DOCUMENT, document, SyntheticCorpus.call())));
      }
    } finally {
      Wait.until(vertx.close());
    }
  }

  private static Bus deploy(Vertx vertx, Path folder) throws Exception {
    var bus = Bus.on(vertx);
    Wait.until(
        vertx.deployVerticle(new RetrievalVerticle(bus, RetrievalConfig.defaults(folder),
            new SimpleMeterRegistry())));
    return bus;
  }

  private List<Row> rows(Settings settings) throws Exception {
    checkAlike(queries.getFirst());
    var what = "search in %,d passages (%d segments), ".formatted(settings.passages(),
        raw.segments());
    var many = Turns.take(settings.rounds(), () -> perSecond(() -> ours(2 * threads())),
        () -> perSecond(this::baseline));
    var single = Turns.take(settings.rounds(), () -> perSecond(() -> ours(1)),
        () -> perSecond(this::baselineOneAtATime));
    return List.of(
        many.row(what + "all cores busy / raw Lucene", Row.Kind.PER_SECOND, speed -> speed,
            "≥ 0.85"),
        single.row(what + "one at a time / raw Lucene, a thread for each leg",
            Row.Kind.PER_SECOND, speed -> speed, "≥ 0.85"));
  }

  private double perSecond(Threads.Work work) throws Exception {
    var start = System.nanoTime();
    work.run();
    return queries.size() * 1e9 / (System.nanoTime() - start);
  }

  private void ours(int atOnce) throws Exception {
    Wait.until(InFlight.run(loop, queries.size(), atOnce, i -> find(queries.get(i))));
  }

  private Future<PassagesFound> find(FindPassages query) {
    return Wait.answered(bus.ask(Retrieval.FIND_PASSAGES, query, SyntheticCorpus.call()));
  }

  private void baseline() throws Exception {
    var next = new AtomicInteger();
    Threads.run(threads(), () -> {
      for (var i = next.getAndIncrement(); i < queries.size(); i = next.getAndIncrement()) {
        raw.search(queries.get(i));
      }
    });
  }

  private void baselineOneAtATime() throws Exception {
    for (var query : queries) {
      raw.searchOnTwoThreads(query);
    }
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** What is compared finds the same. */
  private void checkAlike(FindPassages query) throws Exception {
    var ours = Wait.until(find(query)).hits().stream().map(hit -> hit.passage().id()).toList();
    var theirs = raw.search(query);
    if (!ours.getFirst().equals(theirs.getFirst())) {
      throw new IllegalStateException("found " + ours + " and " + theirs);
    }
  }
}
