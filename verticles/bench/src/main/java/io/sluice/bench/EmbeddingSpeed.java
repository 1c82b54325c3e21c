package io.sluice.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.embedding.EmbeddingConfig;
import io.sluice.embedding.EmbeddingVerticle;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Vector;
import io.sluice.resilience.Circuits;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Texts a second through the embedding actor, beside ONNX Runtime called by as many threads on ids
 * that were there before: the baseline neither cuts texts into tokens nor pools, nor is it asked
 * over a bus.
 */
final class EmbeddingSpeed {
  private static final int QUESTION_WORDS = 10;
  private static final int PASSAGE_WORDS = 120;
  private static final int PASSAGES_AT_ONCE = 16;
  private static final double ALIKE = 0.999;

  private final int rounds;
  private final Bus bus;
  private final Context loop;
  private final RawModel raw;

  private EmbeddingSpeed(int rounds, Bus bus, Context loop, RawModel raw) {
    this.rounds = rounds;
    this.bus = bus;
    this.loop = loop;
    this.raw = raw;
  }

  static List<Row> measure(Settings settings) throws Exception {
    var vertx = Vertx.vertx();
    try (var raw = RawModel.load()) {
      var bus = Bus.on(vertx);
      Wait.until(vertx.deployVerticle(new EmbeddingVerticle(bus, EmbeddingConfig.bundled(),
          Circuits.open(vertx, bus, new SimpleMeterRegistry()).await())));
      var speed = new EmbeddingSpeed(settings.rounds(), bus, Wait.loop(vertx), raw);
      var words = new PlainEnglish();
      return List.of(
          speed.row("embedding, questions / raw ONNX Runtime",
              words.texts(settings.texts(), QUESTION_WORDS), Purpose.QUESTION, 1),
          speed.row("embedding, passages of " + PASSAGE_WORDS + " words / raw ONNX Runtime",
              words.texts(Math.max(1, settings.texts() / 10), PASSAGE_WORDS), Purpose.PASSAGE,
              PASSAGES_AT_ONCE));
    } finally {
      Wait.until(vertx.close());
    }
  }

  private Row row(String what, List<String> texts, Purpose purpose, int atOnce) throws Exception {
    var ids = texts.stream().map(raw::ids).toList();
    checkAlike(texts.getFirst(), ids.getFirst());
    return Turns.take(rounds, () -> perSecond(texts.size(), () -> ours(texts, purpose, atOnce)),
        () -> perSecond(texts.size(), () -> baseline(ids)))
        .row(what, Row.Kind.PER_SECOND, speed -> speed, "≥ 0.90");
  }

  private static double perSecond(int count, Threads.Work work) throws Exception {
    var start = System.nanoTime();
    work.run();
    return count * 1e9 / (System.nanoTime() - start);
  }

  /** Requests in flight are twice the threads, so that none of them waits for the asker. */
  private void ours(List<String> texts, Purpose purpose, int textsAtOnce) throws Exception {
    var requests = (texts.size() + textsAtOnce - 1) / textsAtOnce;
    Wait.until(InFlight.run(loop, requests, 16 * threads(), i -> embed(texts
        .subList(i * textsAtOnce, Math.min(texts.size(), (i + 1) * textsAtOnce)), purpose)));
  }

  private Future<Embedded> embed(List<String> texts, Purpose purpose) {
    return Wait.answered(bus.ask(Embedding.EMBED, new Embed(texts, purpose),
        CallInfo.within(Duration.ofSeconds(30), "bench")));
  }

  private void baseline(List<long[]> ids) throws Exception {
    var next = new AtomicInteger();
    Threads.run(threads(), () -> {
      for (var i = next.getAndIncrement(); i < ids.size(); i = next.getAndIncrement()) {
        raw.run(ids.get(i));
      }
    });
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** What is compared does the same. */
  private void checkAlike(String text, long[] ids) throws Exception {
    var ours = Wait.until(embed(List.of(text), Purpose.PASSAGE)).vectors().getFirst();
    var theirs = Vector.of(raw.vector(ids));
    if (ours.dot(theirs) < ALIKE) {
      throw new IllegalStateException("two vectors of a text, with cosine " + ours.dot(theirs));
    }
  }
}
