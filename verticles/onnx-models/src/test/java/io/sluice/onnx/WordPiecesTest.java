package io.sluice.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ids are those of the reference implementation (tokenizers 0.23.3), without its frame. */
class WordPiecesTest {
  private static final long START = 101;
  private static final long END = 102;
  private static final long UNKNOWN = 100;

  @SuppressWarnings("NullAway.Init")
  private static Tokenizer bundled;

  @BeforeAll
  static void load() throws UnusableModelException {
    bundled = Tokenizers.bundled();
  }

  @ParameterizedTest(name = "text \"{0}\"")
  @MethodSource("examples")
  void cutsAsTheReferenceDoes(String text, long[] ids) {
    assertArrayEquals(framed(ids), bundled.encode(text, 512).ids());
  }

  static Stream<Arguments> examples() {
    return Stream.of(example("", new long[0]), example("  \t\n", new long[0]),
        example("The cat sat.", 1996, 4937, 2938, 1012),
        example("unaffable", 14477, 20961, 3468),
        example("foo\tbar\nbaz", 29379, 3347, 8670, 2480),
        example("Café RÉSUMÉ naïve", 7668, 13746, 15743), example("e\u0301", 1041),
        example("Straße İstanbul", 2358, 27807, 9960),
        example("Ελλάδας", 1159, 29727, 29727, 14608, 29722, 14608, 19579),
        example("ﬁne", 1984, 2638),
        example("서울 café", 1461, 30008, 29999, 30014, 30022, 7668),
        example("한국어", 1469, 30006, 30021, 29991, 30014, 30020, 29999, 30008),
        example("東京 tower", 1879, 1755, 3578),
        example("日本語、テスト", 1864, 1876, 1950, 1635, 1713, 30233, 30240),
        example("don't stop!", 2123, 1005, 1056, 2644, 999),
        example("$5+5=10", 1002, 1019, 1009, 1019, 1027, 2184),
        example("—dash…", 1517, 11454, 1529), example("ab\u00adcd", 5925, 2094),
        example("\u200bzero\u00a0width", 5717, 9381), example("x\0y\ufffdz", 1060, 2100, 2480),
        example("😀 hi", UNKNOWN, 7632), example("[SEP]", 1031, 19802, 1033),
        example("a [MASK]", 1037, 1031, 7308, 1033));
  }

  @Test
  void aWordOfOverAHundredCharactersIsUnknown() {
    assertArrayEquals(framed(UNKNOWN, 1038), bundled.encode("a".repeat(101) + " b", 512).ids());
  }

  @Test
  void aWordOfAHundredCharactersIsCut() {
    assertEquals(2 + 50, bundled.encode("a".repeat(100), 512).ids().length);
  }

  @Test
  void whatIsOverTheLimitIsCutOffAndTheFrameStays() {
    assertArrayEquals(new long[]{START, 1996, 4937, END}, bundled.encode("the cat sat", 4).ids());
  }

  @Test
  void aMegabyteGivesWhatItsBeginningGives() {
    var page = "the cat sat. ".repeat(1000);
    assertArrayEquals(bundled.encode(page, 512).ids(), bundled.encode(page.repeat(80), 512).ids());
  }

  @Test
  void aMegabyteWithoutABlankIsOneUnknownWord() {
    assertArrayEquals(framed(UNKNOWN), bundled.encode("x".repeat(1 << 20), 512).ids());
  }

  @Test
  void aLoneSurrogateIsNotThere() {
    assertArrayEquals(framed(4937, 4937), bundled.encode("cat\ud83d c\udc00at", 512).ids());
  }

  @Test
  void anyTextCanBeCut() {
    var random = new Random(7);
    for (var i = 0; i < 2000; i++) {
      var chars = new char[1 + random.nextInt(60)];
      for (var at = 0; at < chars.length; at++) {
        chars[at] = (char) random.nextInt(0x10000);
      }
      var ids = bundled.encode(new String(chars), 16).ids();
      assertEquals(START, ids[0]);
      assertEquals(END, ids[ids.length - 1]);
    }
  }

  private static Arguments example(String text, long... ids) {
    return Arguments.of(text, ids);
  }

  private static long[] framed(long... ids) {
    var framed = new long[ids.length + 2];
    framed[0] = START;
    System.arraycopy(ids, 0, framed, 1, ids.length);
    framed[framed.length - 1] = END;
    return framed;
  }
}
