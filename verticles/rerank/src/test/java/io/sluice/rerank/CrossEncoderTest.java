package io.sluice.rerank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.onnx.UnusableModelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrossEncoderTest {
  private static final double THOUSANDTH = 0.001;

  @SuppressWarnings("NullAway.Init")
  private CrossEncoder model;

  @BeforeEach
  void load() throws UnusableModelException {
    model = CrossEncoder.load(Tiny.folder(), 64);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void whatAnswersTheQuestionHasTheHigherScore() throws Exception {
    assertScores(List.of(2 - 3 * THOUSANDTH, -2 * THOUSANDTH),
        model.score("how to refund an order?", List.of("refund the order", "house cat")));
  }

  @Test
  void koreanIsScoredAsWell() throws Exception {
    assertScores(List.of(1 - 2 * THOUSANDTH, -THOUSANDTH),
        model.score("환불 질문", List.of("환불 배송", "고객")));
  }

  @Test
  void textsOfAnyLengthHaveInABatchTheScoresTheyHaveAlone() throws Exception {
    var texts = new ArrayList<String>();
    for (var i = 0; i < 40; i++) {
      texts.add("cat ".repeat((i * 17) % 23) + "order");
    }
    var together = model.score("the order of the cat", texts);
    for (var i = 0; i < texts.size(); i++) {
      assertEquals(model.score("the order of the cat", List.of(texts.get(i)))[0], together[i],
          1e-4);
    }
  }

  @Test
  void aLongTextIsReadAsFarAsThereIsRoomBesideTheQuestion() throws Exception {
    var room = 64 - 3 - 1;
    assertScores(List.of(room * (1 - THOUSANDTH)), model.score("cat", List.of("cat ".repeat(100))));
  }

  @Test
  void aLongQuestionLeavesHalfOfTheRoom() throws Exception {
    var half = (64 - 3 + 1) / 2;
    assertScores(List.of(half * (1 - THOUSANDTH)),
        model.score("cat ".repeat(100), List.of("cat ".repeat(100))));
  }

  @ParameterizedTest
  @MethodSource("anyTexts")
  void anyTextHasAScore(String text) throws Exception {
    assertEquals(2, model.score(text, List.of(text, "cat")).length);
    assertEquals(1, model.score("cat", List.of(text)).length);
  }

  static Stream<String> anyTexts() {
    return Stream.of("", " ", "😀", "\ud83d", "[SEP]", "cat ".repeat(1_000_000));
  }

  private static void assertScores(List<Double> expected, double[] actual) {
    assertArrayEquals(expected.stream().mapToDouble(Double::doubleValue).toArray(), actual, 1e-4);
  }

  @Test
  void nothingIsScoredWhereThereIsNothing() throws Exception {
    assertEquals(0, model.score("cat", Collections.emptyList()).length);
  }
}
