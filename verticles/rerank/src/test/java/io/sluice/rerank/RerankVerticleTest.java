package io.sluice.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reranking;
import io.sluice.message.Reranking.Rerank;
import io.sluice.message.Reranking.Reranked;
import io.sluice.onnx.UnusableModelException;
import io.sluice.resilience.Circuits;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over the real bus, with the tiny model. */
@ExtendWith(VertxExtension.class)
class RerankVerticleTest {
  @SuppressWarnings("NullAway.Init")
  private Vertx vertx;
  @SuppressWarnings("NullAway.Init")
  private Bus bus;

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    this.bus = Bus.on(vertx);
  }

  @Test
  void scoresComeInTheOrderOfTheTexts() throws Exception {
    deploy(Tiny.config(8));
    var reranked = Tiny.answer(ask("refund an order", List.of("cat", "refund the order", "order")));
    assertEquals("tiny-cross-encoder", reranked.model());
    assertEquals(List.of(1, 2, 0), best(reranked.scores()));
  }

  @Test
  void aHundredTextsAreScoredInSeveralBatches() throws Exception {
    deploy(Tiny.config(8));
    var texts = IntStream.range(0, 100).mapToObj(i -> "dog ".repeat(i % 10) + "cat ".repeat(i / 10))
        .toList();
    var scores = Tiny.answer(ask("cat", texts)).scores();
    for (var i = 0; i < 100; i++) {
      var cats = i / 10;
      var dogs = i % 10;
      assertEquals(cats - (cats + dogs) * 0.001, scores.get(i), 1e-4);
    }
  }

  @Test
  void noTextsAtAllIsABadRequest() throws Exception {
    deploy(Tiny.config(8));
    assertInstanceOf(BadRequest.class, Tiny.refusal(ask("cat", List.of())));
  }

  @Test
  void afterItWasStoppedNobodyAnswers() throws Exception {
    var id = deploy(Tiny.config(8));
    vertx.undeploy(id).await();
    assertInstanceOf(Unavailable.class, Tiny.refusal(ask("cat", List.of("cat"))));
  }

  @Test
  void aModelThatCannotBeUsedFailsTheStart() {
    var failure = assertThrows(ExecutionException.class,
        () -> deploy(Tiny.config(Path.of("no", "such"), 8, 64))).getCause();
    assertInstanceOf(UnusableModelException.class, failure);
  }

  /** The texts' numbers, that of the highest score first. */
  private static List<Integer> best(List<Double> scores) {
    return IntStream.range(0, scores.size()).boxed()
        .sorted((a, b) -> Double.compare(scores.get(b), scores.get(a))).toList();
  }

  private String deploy(RerankConfig config) throws Exception {
    return vertx
        .deployVerticle(new RerankVerticle(bus, config,
            Circuits.open(vertx, bus, new SimpleMeterRegistry()).await()))
        .toCompletionStage()
        .toCompletableFuture().get();
  }

  private Reply<Reranked> ask(String question, List<String> texts) throws Exception {
    return bus.ask(Reranking.RERANK, new Rerank(question, texts), Tiny.call()).toCompletionStage()
        .toCompletableFuture().get();
  }
}
