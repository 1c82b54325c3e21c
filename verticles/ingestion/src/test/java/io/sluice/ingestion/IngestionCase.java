package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.chunking.ChunkingConfig;
import io.sluice.chunking.Strategy;
import io.sluice.ingestion.CopyRules.Keep;
import io.sluice.ingestion.Job.State;
import io.sluice.message.Ask;
import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.parsing.ParsingConfig;
import io.sluice.privacy.Masking;
import io.sluice.privacy.PrivacyKey;
import io.sluice.privacy.SealedFiles;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The actor on a real folder, with its neighbours on the bus. */
abstract class IngestionCase {
  static final Duration SOON = Duration.ofMillis(2);
  static final Duration NEVER = Duration.ofHours(1);
  /** Twice as long as the start of a process may take on a slow machine, and more. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(5);

  static final CallInfo CALL = CallInfo.within(Duration.ofHours(1), "req");
  static final String TEXT = "# 규정\n## 휴가\n연차는 15일이다.\n## Sick leave\nTen days a year.\n";

  @TempDir
  Path storage;
  final Vertx vertx = Vertx.vertx();
  final Bus bus = Bus.on(vertx);
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final Corpus corpus = new Corpus();
  final Embedder embedder = new Embedder();
  static final ParsingConfig PARSING = new ParsingConfig(1000, 1_000_000, Duration.ofSeconds(60),
      128, 1);
  static final CollectionRules RULES = new CollectionRules(
      new ChunkingConfig(Strategy.AUTO, 256, 0, 64, 90.0), Masking.OFF,
      InstructionRule.FLAG, new CopyRules(Keep.ALL, 0.9, List.of()));

  String deployment = "";
  String sourcing = "";
  int workers = 2;
  int maxQueued = 1000;
  CollectionRules rules = RULES;
  KafkaConfig kafka = KafkaConfig.off();
  List<SourceConfig> sources = List.of();
  VersionsConfig versions = new VersionsConfig(5, Duration.ofDays(14), Duration.ofHours(1));

  @BeforeEach
  void serveNeighbours() {
    result(Future.all(corpus.serve(bus), embedder.serve(bus)));
  }

  @AfterEach
  void close() {
    result(vertx.close());
  }

  JobStore jobs() throws IOException {
    return JobStore.open(storage.resolve("jobs"), raw());
  }

  RawStore raw() throws IOException {
    return RawStore.open(storage.resolve("raw"), storage.resolve("opened"),
        new SealedFiles(PrivacyKey.loadOrCreate(storage.resolve("privacy.key"))));
  }

  /** As if it had been accepted before a crash. */
  void accept(JobStore jobs, Job job, String text) throws IOException {
    var file = Files.writeString(storage.resolve("incoming"), text);
    raw().put(job.submission().contentHash(), file, false);
    jobs.accept(job);
  }

  static Job job(long number, String document, String text, Status status) {
    var hash = Hashes.of(text.getBytes(UTF_8));
    var submission = new Submission("default", document, null, document, null, List.of(),
        List.of(), null, null, null, hash);
    return new Job("job-" + number, number, CALL.tenant(), submission, 1, hash, Instant.EPOCH,
        new State(status, 0, PassageCounts.NONE, null, null, null), null,
        false);
  }

  void start() {
    start(SOON);
  }

  void start(Duration retryAfter) {
    deploy(retryAfter, new SampleConfig(false, storage));
  }

  void restart() {
    stop();
    start();
  }

  void stop() {
    result(vertx.undeploy(sourcing));
    result(vertx.undeploy(deployment));
  }

  void deploy(Duration retryAfter, SampleConfig sample) {
    var config = config(storage, retryAfter);
    var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    deployment = result(
        vertx.deployVerticle(new IngestionVerticle(bus, config, sample, registry), options));
    sourcing = result(vertx.deployVerticle(new SourcesVerticle(bus, config), options));
  }

  IngestionConfig config(Path path, Duration retryAfter) {
    return new IngestionConfig(path, workers, 2, 5, retryAfter, maxQueued, PARSING, versions,
        List.of("auditor"), rules, Map.of(), sources, kafka);
  }

  DocumentNames names() throws IOException {
    return new DocumentNames(_ -> rules.privacy(),
        PrivacyKey.loadOrCreate(storage.resolve("privacy.key")));
  }

  void breakFolder(String name) throws IOException {
    Files.move(storage.resolve(name), storage.resolve(name + "-away"));
    Files.writeString(storage.resolve(name), "not a folder");
  }

  void mendFolder(String name) throws IOException {
    Files.delete(storage.resolve(name));
    Files.move(storage.resolve(name + "-away"), storage.resolve(name));
  }

  /** Those that are being written do not count. */
  List<String> files(String folder) throws IOException {
    try (var files = Files.list(storage.resolve(folder))) {
      return files.map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".half")).sorted().toList();
    }
  }

  static SubmitDocument document(String id, String text, List<String> tags) {
    return new SubmitDocument("default", id, null, null, "text/markdown", tags, List.of(), null,
        bytes(text), null, null, null);
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }

  DocumentAccepted submit(String id, String text) {
    return submit(document(id, text, List.of()));
  }

  DocumentAccepted submit(SubmitDocument request) {
    return answer(submitting(request));
  }

  Future<Reply<DocumentAccepted>> submitting(SubmitDocument request) {
    return ask(Ingestion.SUBMIT_DOCUMENT, request);
  }

  Future<Reply<Erased>> erasing(String document) {
    return ask(Ingestion.ERASE, new Erase("default", document));
  }

  <Q extends Message, A extends Message> Future<Reply<A>> ask(Ask<Q, A> ask, Q request) {
    return bus.ask(ask, request, CALL);
  }

  IngestionFound ended(DocumentAccepted accepted) {
    return ended(accepted.ingestion());
  }

  /** Asks until it has ended: each round goes through the actor, which works meanwhile. */
  IngestionFound ended(String ingestion) {
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - limit < 0) {
      var found = answer(ask(Ingestion.FIND_INGESTION, new FindIngestion(ingestion, null)));
      if (found.status() != Status.QUEUED && found.status() != Status.RUNNING) {
        return found;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("not ended: " + ingestion);
  }

  /** Waits for what comes about by itself. */
  void until(BooleanSupplier condition) {
    var limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - limit < 0, "it did not come about");
      result(vertx.timer(10));
    }
  }

  static <T> T result(Future<T> future) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came", e);
    }
  }

  static <A> A answer(Future<Reply<A>> reply) {
    return switch (result(reply)) {
      case Answered<A>(A value) -> value;
      case Refused<A>(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  static <R extends Refusal> R refused(Class<R> type, Future<? extends Reply<?>> reply) {
    return assertInstanceOf(type,
        assertInstanceOf(Refused.class, result(reply), "not refused").refusal());
  }
}
