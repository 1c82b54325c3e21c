package io.sluice.bench;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.retrieval.RetrievalConfig;
import io.sluice.retrieval.RetrievalVerticle;
import io.sluice.retrieval.WeaviateConfig;
import io.sluice.testservers.WeaviateServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.weaviate.client6.v1.api.WeaviateClientAsync;
import io.weaviate.client6.v1.api.collections.CollectionHandleAsync;
import io.weaviate.client6.v1.api.collections.Property;
import io.weaviate.client6.v1.api.collections.VectorConfig;
import io.weaviate.client6.v1.api.collections.Vectors;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import io.weaviate.client6.v1.api.collections.query.NearVector;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Hybrid searches on Weaviate through the retrieval actor, beside the hybrid call of its client on a
 * collection that somebody made in three lines: the same passages and vectors, the same number of candidates.
 */
final class WeaviateSpeed {
  private static final String WHAT = "hybrid search on Weaviate";
  private static final String RAW = "Raw";
  private static final String TEXT = "text";
  private static final int CANDIDATES = 100;
  private static final int PIECE = 500;

  private final Bus bus;
  private final Context loop;
  private final CollectionHandleAsync<Map<String, Object>> raw;
  private final List<FindPassages> queries;

  private WeaviateSpeed(Bus bus, Context loop, CollectionHandleAsync<Map<String, Object>> raw,
      List<FindPassages> queries) {
    this.bus = bus;
    this.loop = loop;
    this.raw = raw;
    this.queries = queries;
  }

  static List<Row> measure(Settings settings) throws Exception {
    WeaviateServer server;
    try {
      server = WeaviateServer.open();
    } catch (IOException e) {
      return List.of(new Row.Skipped(WHAT, String.valueOf(e.getMessage())));
    }
    var vertx = Vertx.vertx();
    try (server; var folder = Scratch.folder()) {
      var client = connect(server);
      var bus = Bus.on(vertx);
      var defaults = RetrievalConfig.defaults(folder.path());
      Wait.until(vertx.deployVerticle(new RetrievalVerticle(bus,
          new RetrievalConfig(defaults.path(), defaults.searchThreads(), defaults.vectorPrecision(),
              WeaviateConfig.at(server.url(), server.grpc()), defaults.rules(), Map.of()),
          new SimpleMeterRegistry())));
      var corpus = new SyntheticCorpus(settings.passages());
      var raw = fill(bus, client, corpus);
      var queries = Stream.generate(corpus::query).limit(settings.queries()).toList();
      var rows = new WeaviateSpeed(bus, Wait.loop(vertx), raw, queries).rows(settings);
      client.close();
      return rows;
    } finally {
      Wait.until(vertx.close());
    }
  }

  private static WeaviateClientAsync connect(WeaviateServer server) {
    return WeaviateClientAsync.connectToCustom(custom -> custom.scheme("http")
        .httpHost("127.0.0.1").httpPort(URI.create(server.url()).getPort()).grpcHost("127.0.0.1")
        .grpcPort(URI.create("grpc://" + server.grpc()).getPort()));
  }

  /** The same in both. */
  private static CollectionHandleAsync<Map<String, Object>> fill(Bus bus,
      WeaviateClientAsync client, SyntheticCorpus corpus) throws Exception {
    client.collections.create(RAW, collection -> collection.properties(Property.text(TEXT))
        .vectorConfig(VectorConfig.selfProvided())).get();
    var raw = client.collections.use(RAW);
    for (var document : corpus.documents()) {
      Wait.until(Wait.answered(bus.ask(Retrieval.COMMIT_DOCUMENT, document,
          SyntheticCorpus.call())));
      for (var from = 0; from < document.passages().size(); from += PIECE) {
        var answer = raw.data.insertMany(document.passages()
            .subList(from, Math.min(document.passages().size(), from + PIECE)).stream()
            .map(WeaviateSpeed::object).toList()).get();
        if (!answer.errors().isEmpty()) {
          throw new IOException("not taken: " + answer.errors());
        }
      }
    }
    return raw;
  }

  private static WeaviateObject<Map<String, Object>> object(NewPassage passage) {
    return WeaviateObject.of(object -> object.properties(Map.of(TEXT, passage.text()))
        .vectors(Vectors.of(requireNonNull(passage.vector()).values())));
  }

  private List<Row> rows(Settings settings) throws Exception {
    return List.of(row(settings, 1, "one at a time"), row(settings, 8, "8 in flight"));
  }

  private Row row(Settings settings, int atOnce, String how) throws Exception {
    return Turns.take(settings.rounds(), () -> millis(atOnce, this::ours),
        () -> millis(atOnce, this::theirs))
        .row("%s, %,d passages, %s / the client's `hybrid`".formatted(WHAT, settings.passages(),
            how), Row.Kind.MILLIS, time -> time, "≤ 1.2");
  }

  /** Of one, on average. */
  private double millis(int atOnce, IntFunction<Future<?>> search) throws Exception {
    var start = System.nanoTime();
    Wait.until(InFlight.run(loop, queries.size(), atOnce, search));
    return (System.nanoTime() - start) / 1e6 / queries.size();
  }

  private Future<?> ours(int i) {
    return Wait.answered(bus.ask(Retrieval.FIND_PASSAGES, queries.get(i), SyntheticCorpus.call()))
        .map(found -> some(found.hits().size()));
  }

  private Future<?> theirs(int i) {
    var query = queries.get(i);
    var vector = requireNonNull(query.vector()).values();
    CompletableFuture<Integer> found = raw.query.hybrid(query.query(),
        hybrid -> hybrid.nearVector(NearVector.of(vector)).limit(CANDIDATES)
            .returnProperties(TEXT))
        .thenApply(answer -> some(answer.objects().size()));
    return Future.fromCompletionStage(found, loop);
  }

  private static int some(int found) {
    if (found == 0) {
      throw new IllegalStateException("nothing was found");
    }
    return found;
  }
}
