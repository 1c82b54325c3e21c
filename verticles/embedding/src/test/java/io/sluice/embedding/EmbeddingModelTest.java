package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Vector;
import io.sluice.onnx.UnusableModelException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundled model. */
class EmbeddingModelTest {
  @SuppressWarnings("NullAway.Init")
  private static EmbeddingModel model;

  @BeforeAll
  static void load() throws UnusableModelException {
    model = EmbeddingModel.load(EmbeddingConfig.bundled());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @MethodSource("anyTexts")
  void anyTextHasAVectorOfUnitLength(String text) throws Exception {
    var vector = embed(text);
    assertEquals(384, vector.dimension());
    assertEquals(1, vector.dot(vector), 1e-5);
  }

  static Stream<String> anyTexts() {
    return Stream.of("the cat sat", "", " ", "환불은 언제 되나요?", "😀", "\ud83d", "\udc00\ud83d",
        "word ".repeat(200_000));
  }

  @Test
  void textsThatMeanTheSameAreNear() throws Exception {
    var cat = embed("the cat sat");
    assertTrue(cat.dot(embed("a cat is sitting")) > cat.dot(embed("stock prices fell")) + 0.2);
  }

  @Test
  void theSameTextHasTheSameVectorEveryTime() throws Exception {
    assertEquals(embed("how do I get a refund?"), embed("how do I get a refund?"));
  }

  @Test
  void theSameTextHasTheSameVectorOnEveryThread() throws Exception {
    var alone = embed("how do I get a refund?");
    Callable<Vector> again = () -> embed("how do I get a refund?");
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var future : threads.invokeAll(Collections.nCopies(24, again))) {
        assertEquals(alone, future.get());
      }
    }
  }

  @Test
  void twoModelsLiveSideBySideAndOneMayGo() throws Exception {
    var other = EmbeddingModel.load(EmbeddingConfig.bundled());
    var vector = other.embed(List.of("the cat sat")).getFirst();
    other.close();
    assertEquals(vector, embed("the cat sat"));
  }

  @Test
  void theNameTellsTheModelAndItsContent() throws Exception {
    assertTrue(model.name().matches("all-minilm-l6-v2-q@[0-9a-f]{8}"), model.name());
  }

  @Test
  void theNameIsAnotherOneWhereAnotherPoolingMakesOtherVectors() throws Exception {
    assertNotEquals(nameWith(Pooling.MEAN), nameWith(Pooling.CLS));
  }

  private static String nameWith(Pooling pooling) throws UnusableModelException {
    var tiny = EmbeddingModel.load(new EmbeddingConfig(Models.tinyFolder(), pooling, "", "",
        List.of("en"), 512, 1, 1, 10, EndpointConfig.none()));
    tiny.close();
    return tiny.name();
  }

  private static Vector embed(String text) throws Exception {
    return model.embed(List.of(text)).getFirst();
  }
}
