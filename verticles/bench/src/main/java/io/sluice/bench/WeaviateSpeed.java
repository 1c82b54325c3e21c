package io.sluice.bench;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CommitDocument;
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
import io.weaviate.client6.v1.api.collections.query.Filter;
import io.weaviate.client6.v1.api.collections.query.NearVector;
import io.weaviate.client6.v1.api.collections.query.QueryResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Hybrid searches on Weaviate through the retrieval actor, beside the hybrid call of its client: the same
 * passages and vectors, the same number of candidates. One of its collections is made in three lines; the other
 * has what ours has that many use: a tenant, who may see a passage, and what is quoted of it beside its text.
 */
final class WeaviateSpeed {
  private static final String WHAT = "hybrid search on Weaviate";
  private static final String TEXT = "text";
  private static final String EVERYONE = "everyone";
  private static final List<String> QUOTED = List.of(TEXT, "document", "version", "passage",
      "title", "heading", "language", "start", "end", "hash");
  private static final int CANDIDATES = 100;
  private static final int PIECE = 500;
  private static final int MANY = 8;

  private final Bus bus;
  private final Context loop;
  private final CollectionHandleAsync<Map<String, Object>> plain;
  private final CollectionHandleAsync<Map<String, Object>> like;
  private final List<FindPassages> queries;

  private WeaviateSpeed(Bus bus, Context loop, CollectionHandleAsync<Map<String, Object>> plain,
      CollectionHandleAsync<Map<String, Object>> like, List<FindPassages> queries) {
    this.bus = bus;
    this.loop = loop;
    this.plain = plain;
    this.like = like;
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
      var plain = plain(client);
      var like = like(client);
      for (var document : corpus.documents()) {
        Wait.until(Wait.answered(bus.ask(Retrieval.COMMIT_DOCUMENT, document,
            SyntheticCorpus.call())));
        fill(plain, document, passage -> Map.of(TEXT, passage.text()));
        fill(like, document, passage -> properties(document, passage));
      }
      var queries = Stream.generate(corpus::query).limit(settings.queries()).toList();
      var rows = new WeaviateSpeed(bus, Wait.loop(vertx), plain, like, queries).rows(settings);
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

  private static CollectionHandleAsync<Map<String, Object>> plain(WeaviateClientAsync client)
      throws Exception {
    client.collections.create("Plain", collection -> collection.properties(Property.text(TEXT))
        .vectorConfig(VectorConfig.selfProvided())).get();
    return client.collections.use("Plain");
  }

  private static CollectionHandleAsync<Map<String, Object>> like(WeaviateClientAsync client)
      throws Exception {
    client.collections.create("Like", collection -> collection
        .properties(Stream.concat(Stream.of(Property.bool(EVERYONE)), QUOTED.stream()
            .map(WeaviateSpeed::quoted)).toList())
        .multiTenancy(tenants -> tenants.enabled(true).autoTenantCreation(true))
        .vectorConfig(VectorConfig.selfProvided())).get();
    return client.collections.use("Like").withDefaults(of -> of.tenant("bench"));
  }

  private static Property quoted(String name) {
    return switch (name) {
      case TEXT -> Property.text(name);
      case "version", "start", "end" -> Property.integer(name,
          property -> property.indexFilterable(false));
      default -> Property.text(name,
          property -> property.indexFilterable(false).indexSearchable(false));
    };
  }

  private static Map<String, Object> properties(CommitDocument document, NewPassage passage) {
    return Map.ofEntries(Map.entry(EVERYONE, true), Map.entry(TEXT, passage.text()),
        Map.entry("document", document.document().id()),
        Map.entry("version", document.document().version()),
        Map.entry("passage", document.document().id() + "#" + passage.hash()),
        Map.entry("title", document.document().title()),
        Map.entry("heading", String.join(" / ", passage.heading())),
        Map.entry("language", passage.language()), Map.entry("start", passage.start()),
        Map.entry("end", passage.end()), Map.entry("hash", passage.hash()));
  }

  private static void fill(CollectionHandleAsync<Map<String, Object>> raw, CommitDocument document,
      Function<NewPassage, Map<String, Object>> properties) throws Exception {
    for (var from = 0; from < document.passages().size(); from += PIECE) {
      var answer = raw.data.insertMany(document.passages()
          .subList(from, Math.min(document.passages().size(), from + PIECE)).stream()
          .map(passage -> WeaviateObject.<Map<String, Object>>of(object -> object
              .properties(properties.apply(passage))
              .vectors(Vectors.of(requireNonNull(passage.vector()).values()))))
          .toList()).get();
      if (!answer.errors().isEmpty()) {
        throw new IOException("not taken: " + answer.errors());
      }
    }
  }

  private List<Row> rows(Settings settings) throws Exception {
    var rows = new ArrayList<Row>();
    for (var atOnce : List.of(1, MANY)) {
      var how = atOnce == 1 ? "one at a time" : atOnce + " in flight";
      rows.add(row(settings, atOnce, this::like,
          how + " / the client's `hybrid` with a tenant, a filter and what is quoted", "≤ 1.2"));
      rows.add(row(settings, atOnce, this::plain,
          how + " / the client's `hybrid` on nothing but texts", ""));
    }
    return rows;
  }

  private Row row(Settings settings, int atOnce, IntFunction<Future<?>> theirs, String how,
      String goal) throws Exception {
    return Turns.take(settings.rounds(), () -> millis(atOnce, this::ours),
        () -> millis(atOnce, theirs))
        .row("%s, %,d passages, %s".formatted(WHAT, settings.passages(), how), Row.Kind.MILLIS,
            time -> time, goal);
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

  private Future<?> like(int i) {
    var query = queries.get(i);
    return answered(like.query.hybrid(query.query(),
        hybrid -> hybrid.nearVector(NearVector.of(requireNonNull(query.vector()).values()))
            .queryProperties(TEXT).filters(Filter.property(EVERYONE).eq(true))
            .limit(CANDIDATES).returnProperties(QUOTED)));
  }

  private Future<?> plain(int i) {
    var query = queries.get(i);
    return answered(plain.query.hybrid(query.query(),
        hybrid -> hybrid.nearVector(NearVector.of(requireNonNull(query.vector()).values()))
            .limit(CANDIDATES).returnProperties(TEXT)));
  }

  private Future<?> answered(CompletableFuture<QueryResponse<Map<String, Object>>> found) {
    return Future.fromCompletionStage(
        found.thenApply(answer -> some(answer.objects().size())), loop);
  }

  private static int some(int found) {
    if (found == 0) {
      throw new IllegalStateException("nothing was found");
    }
    return found;
  }
}
