package io.sluice.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.abrouting.AbRoutingConfig;
import io.sluice.abrouting.AbRoutingVerticle;
import io.sluice.abrouting.ExperimentsConfig;
import io.sluice.admission.AdmissionConfig;
import io.sluice.admission.AdmissionVerticle;
import io.sluice.admission.keys.Key.KeyLimits;
import io.sluice.admission.keys.KeyFile;
import io.sluice.admission.keys.NewKey;
import io.sluice.admission.tokens.TokensConfig;
import io.sluice.answer.AnswerConfig;
import io.sluice.answer.AnswerVerticle;
import io.sluice.answer.ExpansionConfig;
import io.sluice.answer.SelectionConfig;
import io.sluice.bus.Bus;
import io.sluice.bus.Streams;
import io.sluice.cache.CacheVerticle;
import io.sluice.embedding.EmbeddingConfig;
import io.sluice.embedding.EmbeddingVerticle;
import io.sluice.generation.CheckConfig;
import io.sluice.generation.EndpointConfig;
import io.sluice.generation.EndpointConfig.Kind;
import io.sluice.generation.ExtractiveConfig;
import io.sluice.generation.GenerationConfig;
import io.sluice.generation.GenerationConfig.Tiers;
import io.sluice.generation.GenerationVerticle;
import io.sluice.http.BridgesConfig;
import io.sluice.http.HttpConfig;
import io.sluice.http.HttpVerticle;
import io.sluice.http.Operations;
import io.sluice.http.TlsConfig;
import io.sluice.http.WebFiles;
import io.sluice.ingestion.IngestionConfig;
import io.sluice.ingestion.IngestionVerticle;
import io.sluice.ingestion.SampleConfig;
import io.sluice.insight.InsightConfig;
import io.sluice.insight.quality.QualityConfig;
import io.sluice.insight.queries.QueriesConfig;
import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.message.Admission.Right;
import io.sluice.message.CallInfo;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.privacy.Masking;
import io.sluice.resilience.CircuitConfig;
import io.sluice.resilience.Circuits;
import io.sluice.retrieval.RetrievalConfig;
import io.sluice.retrieval.RetrievalVerticle;
import io.sluice.tierrouting.TierRoutingConfig;
import io.sluice.tierrouting.TierRoutingVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All actors of a gateway in this process. */
final class LocalNode implements AutoCloseable {
  /** What the model of a node that has one is called. */
  static final String MODEL = "paced";

  private static final String HOST = "127.0.0.1";
  private static final int MANY = 4096;
  private static final int PLENTY = 60_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Scratch scratch;
  private final Counting counting;
  private final Vertx vertx;
  private final Bus bus;
  private final Streams streams;
  private final int port = Wait.freePort();
  private final @Nullable String key;

  private LocalNode(Scratch scratch, Counting counting, @Nullable String key) throws Exception {
    this.scratch = scratch;
    this.counting = counting;
    this.vertx = counting.vertx();
    this.bus = Bus.on(vertx);
    this.key = key;
    this.streams = Wait.until(Streams.serve(vertx, bus, Streams.Limits.DEFAULT));
  }

  private static LocalNode start(Parts parts) throws Exception {
    var scratch = Scratch.folder();
    var node = new LocalNode(scratch, parts.counting(),
        parts.limits() ? makeKey(keys(scratch)) : null);
    node.deployActors(parts);
    if (parts.sample()) {
      node.awaitSample();
    }
    return node;
  }

  private static String makeKey(Path folder) throws IOException {
    return new KeyFile(folder, Clock.systemUTC()).create(new NewKey("bench",
        CallInfo.DEFAULT_TENANT, List.of(), Set.of(Right.ASK), KeyLimits.NONE, null)).text();
  }

  private static Path keys(Scratch scratch) {
    return scratch.path().resolve("admission");
  }

  /**
   * What nodes differ in.
   *
   * @param caches whether there are some, as they are shipped
   * @param limits whether a key is wanted and all that can be counted is; else everybody may do everything
   * @param counting what is measured and written down of questions
   */
  private record Parts(boolean sample, boolean caches, boolean limits,
      GenerationConfig generation, Counting counting) {

    Parts(boolean sample, boolean caches, boolean limits, GenerationConfig generation) {
      this(sample, caches, limits, generation, new Counting.Apart());
    }
  }

  /** With nothing in it. */
  static LocalNode empty() throws Exception {
    return start(new Parts(false, false, false, GenerationConfig.withoutModels()));
  }

  /** With nothing in it, and a model at this address that may be asked by very many at once. */
  static LocalNode withModel(String url) throws Exception {
    return start(new Parts(false, false, false,
        model(url, MANY, CircuitConfig.DEFAULT)));
  }

  static LocalNode withSample() throws Exception {
    return start(new Parts(true, false, false, GenerationConfig.withoutModels()));
  }

  /** With caches, as they are shipped. */
  static LocalNode withSampleAndCaches() throws Exception {
    return start(new Parts(true, true, false, GenerationConfig.withoutModels()));
  }

  /** With caches, too, and this of what is measured and written down. */
  static LocalNode withSampleAndCaches(Counting counting) throws Exception {
    return start(new Parts(true, true, false, GenerationConfig.withoutModels(), counting));
  }

  /** With caches, and open only to who shows its key. */
  static LocalNode withSampleAndLimits() throws Exception {
    return start(new Parts(true, true, true, GenerationConfig.withoutModels()));
  }

  /** With caches, too, and a model at this port, all as it is shipped but for when it is left alone. */
  static LocalNode withSampleAndModel(int port, CircuitConfig circuit) throws Exception {
    return start(new Parts(true, true, false, model("http://" + HOST + ":" + port + "/v1",
        EndpointConfig.DEFAULTS.concurrency(), circuit)));
  }

  private static GenerationConfig model(String url, int concurrency, CircuitConfig circuit) {
    var none = EndpointConfig.DEFAULTS;
    var model = new EndpointConfig(Kind.OPENAI, url, "", "", MODEL, none.contextTokens(),
        none.maxTokens(), concurrency, none.connectTimeout(), none.firstTokenTimeout(),
        none.betweenTokensTimeout(), none.timeout(), 0, 0, Map.of(), none.attempts(), circuit);
    return new GenerationConfig(List.of(MODEL), Tiers.NONE, 8000, root().resolve("conf/prompts"),
        none, Map.of(MODEL, model), ExtractiveConfig.DEFAULT, CheckConfig.DEFAULT);
  }

  /** The repository's folder. */
  static Path root() {
    return Path.of(System.getProperty("bench.root", "../..")).toAbsolutePath().normalize();
  }

  int port() {
    return port;
  }

  Bus bus() {
    return bus;
  }

  Streams streams() {
    return streams;
  }

  /** The one that opens it, where one is wanted. */
  String key() {
    return Objects.requireNonNull(key);
  }

  private void deployActors(Parts parts) throws Exception {
    var policy = parts.caches() ? "bench" : null;
    if (policy != null) {
      deploy(ThreadingModel.EVENT_LOOP,
          () -> new CacheVerticle(bus, CacheSpeed.CONFIG, null, counting.registry()));
    }
    var storage = scratch.path();
    var sample = new SampleConfig(parts.sample(), root().resolve("conf/sample"));
    deploy(ThreadingModel.EVENT_LOOP,
        () -> new RetrievalVerticle(bus, RetrievalConfig.defaults(storage.resolve("index")),
            counting.registry()));
    deploy(ThreadingModel.EVENT_LOOP,
        () -> new EmbeddingVerticle(bus, EmbeddingConfig.bundled(),
            Circuits.open(vertx, bus, new SimpleMeterRegistry()).await()));
    deploy(ThreadingModel.EVENT_LOOP,
        () -> new GenerationVerticle(bus, streams, parts.generation(),
            Circuits.open(vertx, bus, new SimpleMeterRegistry()).await()));
    deploy(ThreadingModel.EVENT_LOOP,
        () -> new TierRoutingVerticle(bus, new TierRoutingConfig(6, 25, 0.5)));
    deploy(ThreadingModel.EVENT_LOOP, () -> new AbRoutingVerticle(bus,
        AbRoutingConfig.below(storage, ExperimentsConfig.NONE)));
    deploy(ThreadingModel.EVENT_LOOP,
        () -> counting.insight(bus, new InsightConfig(storage.resolve("insight"),
            Duration.ofDays(1), Duration.ofSeconds(5),
            new QueriesConfig(Text.MASKED, Duration.ofDays(30), 1024), QualityConfig.silent())));
    deploy(ThreadingModel.VIRTUAL_THREAD, () -> new AnswerVerticle(bus, streams,
        new AnswerConfig(6, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2),
            ExpansionConfig.OFF, root().resolve("conf/prompts"), SelectionConfig.defaults(),
            Masking.OFF, List.of(), 1000, 0, 10_000, 6, Duration.ofDays(1), 0),
        false, false, policy, null, counting.registry()));
    deploy(ThreadingModel.VIRTUAL_THREAD, () -> new IngestionVerticle(bus,
        IngestionConfig.defaults(storage.resolve("documents")),
        sample, counting.registry()));
    deployDoors(admission(parts.limits()));
  }

  private void deployDoors(AdmissionConfig admission) throws Exception {
    var files = WebFiles.load(root().resolve("webroot"));
    var config = http(port);
    deploy(ThreadingModel.EVENT_LOOP, () -> new AdmissionVerticle(bus, admission, null));
    Wait.until(vertx.deployVerticle(() -> new HttpVerticle(bus, config, files,
        new Operations(() -> "", List::of, _ -> true, () -> false), () -> Duration.ofSeconds(1),
        _ -> {}),
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors())));
  }

  /** Limits that nobody reaches. */
  private AdmissionConfig admission(boolean limits) {
    var most = limits ? PLENTY : 0;
    return new AdmissionConfig(keys(scratch),
        limits ? AdmissionConfig.Keys.REQUIRED : AdmissionConfig.Keys.OPEN, false, most, most,
        most, most, most, new TokensConfig("", "", "", "", "", "", List.of()));
  }

  private static HttpConfig http(int port) {
    return new HttpConfig(HOST, port, 0, 20_000, 1 << 20, 20 << 20, Duration.ofSeconds(60),
        Duration.ofSeconds(60), root().resolve("webroot"), "", BridgesConfig.NONE,
        TlsConfig.NONE);
  }

  private void deploy(ThreadingModel threads, Supplier<Deployable> actor)
      throws Exception {
    Wait.until(vertx.deployVerticle(actor,
        new DeploymentOptions().setThreadingModel(threads)));
  }

  /** Documents go in one by one; they are all there when their number is that of the files. */
  private void awaitSample() throws Exception {
    var expected = sampleFiles();
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (documents() < expected) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the sample was not taken in in " + PATIENCE);
      }
      Thread.sleep(20);
    }
  }

  private static long sampleFiles() throws IOException {
    try (var files = Files.walk(root().resolve("conf/sample"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private int documents() throws Exception {
    return Wait
        .until(Wait.answered(
            bus.ask(Retrieval.LIST_COLLECTIONS, new ListCollections(), SyntheticCorpus.call())))
        .collections().stream().mapToInt(Retrieval.CollectionSummary::documents).sum();
  }

  @Override
  public void close() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    scratch.close();
  }
}
