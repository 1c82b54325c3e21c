package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Vector;
import io.sluice.onnx.UnusableModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A float32 model from a folder, where texts may go together. */
class TinyModelTest {
  private static final List<String> TEXTS = List.of("cat", "the cat", "a dog and a cat",
      "환불 질문", "payment order", "", "how do I get a refund?", "blue bird");

  @SuppressWarnings("NullAway.Init")
  private EmbeddingModel model;
  @SuppressWarnings("NullAway.Init")
  private EmbeddingWorkers workers;

  @BeforeEach
  void load() throws UnusableModelException {
    model = EmbeddingModel.load(Models.tiny(8));
    workers = new EmbeddingWorkers(model, Models.tiny(8));
  }

  @AfterEach
  void close() throws InterruptedException {
    workers.stop();
    model.close();
  }

  @Test
  void textsOfSeveralRequestsGoThroughTheNetworkTogether() throws Exception {
    var replies = TEXTS.stream()
        .map(text -> workers.submit(List.of(text), Purpose.PASSAGE, Models.call())).toList();
    workers.start();
    CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new)).join();
    assertEquals(1, workers.runs());
    assertEquals(8, workers.texts());
  }

  @Test
  void aTextHasTheSameVectorAloneAndInABatch() throws Exception {
    var together = model.embed(TEXTS);
    for (var i = 0; i < TEXTS.size(); i++) {
      assertNear(model.embed(List.of(TEXTS.get(i))).getFirst(), together.get(i));
    }
  }

  @Test
  void theVectorsOfARequestAreInTheOrderOfItsTexts() throws Exception {
    var texts = new ArrayList<String>();
    for (var i = 0; i < 40; i++) {
      texts.add("cat dog ".repeat((i * 17) % 40) + TEXTS.get(i % TEXTS.size()));
    }
    var reply = workers.submit(texts, Purpose.PASSAGE, Models.call());
    workers.start();
    var vectors = Models.answer(reply.join());
    for (var i = 0; i < texts.size(); i++) {
      assertNear(model.embed(List.of(texts.get(i))).getFirst(), vectors.get(i));
    }
  }

  @Test
  void theFirstTokenAloneCountsWherePoolingSaysSo() throws Exception {
    var first = EmbeddingModel.load(new EmbeddingConfig(Models.tinyFolder(), Pooling.CLS, "", "",
        List.of("en"), 512, 1, 1, 10, EndpointConfig.none()));
    var vector = first.embed(List.of("cat")).getFirst();
    first.close();
    assertNotEquals(model.embed(List.of("cat")).getFirst(), vector);
    assertEquals(1, vector.dot(vector), 1e-5);
  }

  @Test
  void theNameIsThatOfTheFolder() {
    assertTrue(model.name().startsWith("tiny-model@"), model.name());
  }

  private static void assertNear(Vector expected, Vector actual) {
    assertArrayEquals(expected.values(), actual.values(), 1e-5f);
  }
}
