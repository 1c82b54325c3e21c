package io.sluice.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Reranking;
import io.sluice.message.Reranking.Rerank;
import io.sluice.rerank.RerankConfig;
import io.sluice.rerank.RerankVerticle;
import io.sluice.resilience.Circuits;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passages a second through the rerank actor, a hundred with a question, one question after the other,
 * beside ONNX Runtime called by as many threads on ids that were there before. The network is a
 * stand-in of the size of small rerankers.
 */
final class RerankSpeed {
  private static final int PASSAGES = 100;
  private static final int PASSAGE_WORDS = 120;
  private static final int QUESTION_WORDS = 10;
  /** Scores of the stand-in, where passages that go together change each other a little. */
  private static final double ALIKE = 0.2;

  private final Bus bus;
  private final RawCrossEncoder raw;
  private final String question;
  private final List<String> passages;
  private final long[] questionIds;
  private final List<long[]> passageIds;

  private RerankSpeed(Bus bus, RawCrossEncoder raw, RawModel tokenizer) {
    var words = new PlainEnglish();
    this.bus = bus;
    this.raw = raw;
    this.question = words.texts(1, QUESTION_WORDS).getFirst();
    this.passages = words.texts(PASSAGES, PASSAGE_WORDS);
    this.questionIds = tokenizer.ids(question);
    this.passageIds = passages.stream().map(tokenizer::ids).toList();
  }

  static List<Row> measure(Settings settings) throws Exception {
    var vertx = Vertx.vertx();
    try (var scratch = Scratch.folder(); var tokenizer = RawModel.load()) {
      StandInCrossEncoder.write(scratch.path());
      try (var raw = RawCrossEncoder.load(scratch.path())) {
        var bus = Bus.on(vertx);
        Wait.until(vertx.deployVerticle(
            new RerankVerticle(bus, RerankConfig.in(scratch.path()),
                Circuits.open(vertx, bus, new SimpleMeterRegistry()).await())));
        var speed = new RerankSpeed(bus, raw, tokenizer);
        speed.checkAlike();
        return List.of(Turns
            .take(settings.rounds(), speed::ours, speed::baseline)
            .row("reranking " + PASSAGES + " passages of " + PASSAGE_WORDS
                + " words / raw ONNX Runtime", Row.Kind.PER_SECOND, rate -> rate, "≥ 0.90"));
      }
    } finally {
      Wait.until(vertx.close());
    }
  }

  /** On a busy machine the time may be up before all are scored; those that are count. */
  private double ours() throws Exception {
    var start = System.nanoTime();
    return perSecond(scores().size(), start);
  }

  private List<Double> scores() throws Exception {
    return Wait.until(Wait.answered(bus.ask(Reranking.RERANK, new Rerank(question, passages),
        CallInfo.within(Duration.ofMinutes(1), "bench")))).scores();
  }

  private double baseline() throws Exception {
    var start = System.nanoTime();
    var next = new AtomicInteger();
    Threads.run(Runtime.getRuntime().availableProcessors(), () -> {
      for (var i = next.getAndIncrement(); i < PASSAGES; i = next.getAndIncrement()) {
        raw.score(questionIds, passageIds.get(i));
      }
    });
    return perSecond(PASSAGES, start);
  }

  private static double perSecond(int passages, long start) {
    return passages * 1e9 / (System.nanoTime() - start);
  }

  /** What is compared does the same. */
  private void checkAlike() throws Exception {
    var ours = scores();
    for (var i = 0; i < ours.size(); i++) {
      var theirs = raw.score(questionIds, passageIds.get(i));
      if (Math.abs(ours.get(i) - theirs) > ALIKE) {
        throw new IllegalStateException(
            "two scores of a passage, " + ours.get(i) + " and " + theirs);
      }
    }
  }
}
