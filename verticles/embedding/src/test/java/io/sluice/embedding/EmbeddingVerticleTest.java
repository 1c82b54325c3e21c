package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Refused;
import io.sluice.onnx.UnusableModelException;
import io.sluice.resilience.Circuits;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Over the real bus. */
@ExtendWith(VertxExtension.class)
class EmbeddingVerticleTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
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
  void theBundledModelAnswersInTheOrderOfTheTexts() throws Exception {
    deploy(EmbeddingConfig.bundled());
    var texts = List.of("the cat sat", "stock prices fell", "a cat is sitting");
    var embedded = Models.answer(ask(Purpose.PASSAGE, texts));
    var vectors = embedded.vectors();
    assertTrue(embedded.model().startsWith("all-minilm-l6-v2-q@"));
    assertEquals(List.of("en"), embedded.languages());
    assertTrue(vectors.get(0).dot(vectors.get(2)) > vectors.get(0).dot(vectors.get(1)));
  }

  @Test
  void aQuestionHasItsPrefixAndAPassageHasNone() throws Exception {
    deploy(new EmbeddingConfig(Models.tinyFolder(), Pooling.MEAN, "search the ", "",
        List.of("en"), 512, 1, 1, 10, EndpointConfig.none()));
    var question = Models.answer(ask(Purpose.QUESTION, List.of("cat"))).vectors();
    var passages = Models.answer(ask(Purpose.PASSAGE, List.of("cat", "search the cat"))).vectors();
    assertEquals(passages.get(1), question.getFirst());
    assertNotEquals(passages.get(0), question.getFirst());
  }

  @Test
  void noTextsAtAllIsABadRequest() throws Exception {
    deploy(Models.tiny(1));
    assertInstanceOf(BadRequest.class,
        assertInstanceOf(Refused.class, ask(Purpose.QUESTION, List.of())).refusal());
  }

  @Test
  void requestsAreCountedHoweverManyTextsTheyHave() throws Exception {
    deploy(Models.tiny(1));
    Models.answer(ask(Purpose.QUESTION, List.of("cat")));
    Models.answer(ask(Purpose.PASSAGE, List.of("cat", "dog")));

    assertEquals(2, registry.get("rag.embedding.requests").counter().count());
  }

  @Test
  void twoInOneProcessShareTheWork() throws Exception {
    deploy(Models.tiny(1));
    deploy(Models.tiny(1));
    assertEquals(Models.answer(ask(Purpose.QUESTION, List.of("cat"))),
        Models.answer(ask(Purpose.QUESTION, List.of("cat"))));
  }

  @Test
  void afterItWasStoppedNobodyAnswers() throws Exception {
    var id = deploy(Models.tiny(1));
    vertx.undeploy(id).await();
    assertInstanceOf(Unavailable.class,
        assertInstanceOf(Refused.class, ask(Purpose.QUESTION, List.of("cat"))).refusal());
  }

  @Test
  void aModelThatCannotBeUsedFailsTheStart() {
    var failure = vertx.deployVerticle(
        new EmbeddingVerticle(bus, Models.in(Path.of("no", "such"), 1, 512),
            Circuits.open(vertx, bus, new SimpleMeterRegistry()).await()))
        .toCompletionStage().toCompletableFuture();
    var cause = assertThrows(ExecutionException.class, failure::get).getCause();
    assertInstanceOf(UnusableModelException.class, cause);
  }

  private String deploy(EmbeddingConfig config) throws Exception {
    return vertx
        .deployVerticle(new EmbeddingVerticle(bus, config,
            Circuits.open(vertx, bus, registry).await()))
        .toCompletionStage()
        .toCompletableFuture().get();
  }

  private Reply<Embedded> ask(Purpose purpose, List<String> texts) throws Exception {
    return bus.ask(Embedding.EMBED, new Embed(texts, purpose), Models.call()).toCompletionStage()
        .toCompletableFuture().get();
  }
}
