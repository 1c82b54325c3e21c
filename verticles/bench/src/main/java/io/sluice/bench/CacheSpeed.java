package io.sluice.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.cache.CacheConfig;
import io.sluice.cache.CacheVerticle;
import io.sluice.embedding.EmbeddingConfig;
import io.sluice.embedding.EmbeddingVerticle;
import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Caching;
import io.sluice.message.Caching.LookUp;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.Caching.Scope;
import io.sluice.message.Caching.StoreAnswer;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Filters;
import io.sluice.message.Vector;
import io.sluice.resilience.Circuits;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a remembered answer takes, and what a look-up takes that finds none, among very many that are
 * kept. The baseline of an answer to a like question is ONNX Runtime and one scan of all vectors.
 */
final class CacheSpeed {
  /** As shipped, with room for all that is kept here. */
  static final CacheConfig CONFIG = new CacheConfig(
      new CacheConfig.Embeddings(Duration.ofHours(24), 64),
      new CacheConfig.Kept(Duration.ofMinutes(30), Duration.ofHours(24), 64),
      new CacheConfig.Kept(Duration.ofHours(1), Duration.ofHours(24), 4096),
      new CacheConfig.Alike(CacheConfig.Mode.ON, Duration.ofMinutes(30), 0.8, 0.02, 0.05),
      256);

  private static final Scope SCOPE = new Scope("default", "control", "bench", null, Filters.NONE,
      null, null, "en", null);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WORDS = 10;
  private static final double GENERATION_MS = 500;

  private final Settings settings;
  private final Bus bus;
  private final RawModel raw;
  private final List<String> questions;
  private final List<float[]> vectors = new ArrayList<>();
  private String model = "";

  private CacheSpeed(Settings settings, Bus bus, RawModel raw) {
    this.settings = settings;
    this.bus = bus;
    this.raw = raw;
    this.questions = new PlainEnglish().texts(settings.texts(), WORDS);
  }

  static List<Row> measure(Settings settings) throws Exception {
    var rows = new ArrayList<Row>();
    rows.add(AskSpeed.remembered(settings));
    var vertx = Vertx.vertx();
    try (var raw = RawModel.load()) {
      var bus = Bus.on(vertx);
      Wait.until(vertx.deployVerticle(new EmbeddingVerticle(bus, EmbeddingConfig.bundled(),
          Circuits.open(vertx, bus, new SimpleMeterRegistry()).await())));
      Wait.until(
          vertx.deployVerticle(new CacheVerticle(bus, CONFIG, null, new SimpleMeterRegistry())));
      var speed = new CacheSpeed(settings, bus, raw);
      speed.fill();
      rows.addAll(speed.rows());
    } finally {
      Wait.until(vertx.close());
    }
    return rows;
  }

  private List<Row> rows() throws Exception {
    var many = "%,d answers kept: ".formatted(vectors.size());
    var next = new int[1];
    return List.of(
        Turns.take(settings.rounds(), () -> millis(i -> alike(i + settings.texts() * next[0]++)),
            () -> millis(this::scan))
            .row(many + "embed and look for a question that means the same / raw ONNX Runtime"
                + " and a scan", Row.Kind.MILLIS, time -> time, "≤ 1.25"),
        Turns.take(settings.rounds(), () -> millis(this::miss), () -> GENERATION_MS)
            .row(many + "both look-ups of a question that finds nothing / an answer of 500 ms",
                Row.Kind.MILLIS, time -> time, "≤ 0.03"));
  }

  private interface Work {
    void run(int i) throws Exception;
  }

  /** Of one, on average. */
  private double millis(Work work) throws Exception {
    var start = System.nanoTime();
    for (var i = 0; i < questions.size(); i++) {
      work.run(i);
    }
    return (System.nanoTime() - start) / 1e6 / questions.size();
  }

  /** The vector of each text is wanted once, so that none comes from the cache. */
  private void alike(int i) throws Exception {
    var question = questions.get(i % questions.size()) + " " + i;
    var embedded = Wait.until(Wait.answered(bus.ask(Caching.EMBED,
        new Embed(List.of(question), Purpose.QUESTION), CallInfo.within(PATIENCE, "bench"))));
    lookUp(question, true, embedded);
  }

  private void miss(int i) throws Exception {
    lookUp(questions.get(i), false, null);
    lookUp(questions.get(i), true, new Embedded(model, List.of("en"),
        List.of(Vector.of(vectors.get(i % vectors.size())))));
  }

  private LookedUp lookUp(String question, boolean alike, @Nullable Embedded embedded)
      throws Exception {
    return Wait.until(Wait.answered(bus.ask(Caching.LOOK_UP,
        new LookUp(SCOPE, question, alike, embedded, null, false),
        CallInfo.within(PATIENCE, "bench"))));
  }

  private void scan(int i) throws Exception {
    var wanted = raw.vector(raw.ids(questions.get(i)));
    var best = -1.0;
    for (var vector : vectors) {
      var sum = 0f;
      for (var d = 0; d < vector.length; d++) {
        sum += vector[d] * wanted[d];
      }
      best = Math.max(best, sum);
    }
    if (best < -1) {
      throw new IllegalStateException("no vector");
    }
  }

  private void fill() throws Exception {
    var random = new Random(7);
    var words = new PlainEnglish();
    var one = Wait.until(Wait.answered(bus.ask(Caching.EMBED,
        new Embed(List.of("a question"), Purpose.QUESTION), CallInfo.within(PATIENCE, "bench"))));
    var dimension = one.vectors().getFirst().dimension();
    model = one.model();
    for (var question : words.texts(settings.manyPassages(), WORDS)) {
      var vector = new float[dimension];
      for (var d = 0; d < dimension; d++) {
        vector[d] = (float) random.nextGaussian();
      }
      vectors.add(RawModel.unit(vector));
      var done = new Done("", true, List.of(), List.of(),
          new Route("control", "normal", "bench", "bench"), CacheState.NONE, List.of(), Usage.NONE,
          new Timings(500, null, null, null, null), List.of(), 1.0, AnswerEvent.STOP, List.of());
      Wait.until(Wait.answered(bus.ask(Caching.STORE_ANSWER,
          new StoreAnswer(SCOPE, question + " " + vectors.size(),
              new Embedded(model, List.of("en"), List.of(Vector.of(vector))), "So.",
              done, List.of(), List.of(), 1),
          CallInfo.within(PATIENCE, "bench"))));
    }
  }
}
