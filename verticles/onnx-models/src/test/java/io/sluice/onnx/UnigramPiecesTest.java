package io.sluice.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ids are those of the reference implementation (tokenizers 0.23.3). */
class UnigramPiecesTest {
  private static final int ALL = 10_000;

  @SuppressWarnings("NullAway.Init")
  private static Tokenizer small;

  @BeforeAll
  static void load() throws UnusableModelException {
    small = Tokenizers.smallUnigram();
  }

  @ParameterizedTest(name = "text \"{0}\"")
  @MethodSource("texts")
  void cutsAsTheReferenceDoes(String text, long[] ids) {
    assertArrayEquals(ids, small.encode(text, ALL).ids());
  }

  static Stream<Arguments> texts() {
    return expected("texts").map(each -> Arguments.of(each.path("text").asText(), ids(each)));
  }

  @ParameterizedTest(name = "\"{0}\" with \"{1}\"")
  @MethodSource("pairs")
  void framesPairsAsTheReferenceDoes(String question, String passage, long[] ids) {
    assertArrayEquals(ids, pair(question, passage, ALL).ids());
  }

  static Stream<Arguments> pairs() {
    return expected("pairs").map(each -> Arguments.of(each.path("question").asText(),
        each.path("passage").asText(), ids(each)));
  }

  @Test
  void theNameOfATokenOfTheFrameIsText() {
    var ids = small.encode("a </s> b", ALL).ids();
    assertEquals(1, Arrays.stream(ids).filter(id -> id == ids[ids.length - 1]).count());
  }

  @Test
  void aLoneSurrogateIsNotThere() {
    assertArrayEquals(small.encode("휴가 days", ALL).ids(),
        small.encode("휴\ud83d가 da\udc00ys", ALL).ids());
  }

  @Test
  void whatIsOverTheLimitIsCutOffAndTheFrameStays() {
    var all = small.encode("연차 휴가는 며칠인가요?", ALL).ids();
    var cut = small.encode("연차 휴가는 며칠인가요?", 5).ids();
    assertArrayEquals(new long[]{all[0], all[1], all[2], all[3], all[all.length - 1]}, cut);
  }

  @Test
  void aMegabyteWithoutABlankGivesWhatItsBeginningGives() {
    var word = "휴가".repeat(20_000);
    assertArrayEquals(small.encode(word, 128).ids(), small.encode(word.repeat(30), 128).ids());
  }

  @Test
  void anyTextCanBeCut() {
    var random = new Random(7);
    for (var i = 0; i < 2000; i++) {
      var chars = new char[1 + random.nextInt(60)];
      for (var at = 0; at < chars.length; at++) {
        chars[at] = (char) random.nextInt(0x10000);
      }
      assertTrue(small.encode(new String(chars), 16).length() <= 16);
    }
  }

  private static TokenSequence pair(String question, String passage, int max) {
    return small.pair(small.pieces(question, max), small.pieces(passage, max), max);
  }

  private static Stream<JsonNode> expected(String what) {
    return StreamSupport.stream(
        Tokenizers.resource("/small-unigram/expected.json").path(what).spliterator(), false);
  }

  private static long[] ids(JsonNode example) {
    return StreamSupport.stream(example.path("ids").spliterator(), false)
        .mapToLong(JsonNode::asLong).toArray();
  }
}
