package io.sluice.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pairs in the frame of BERT. */
class FrameTest {
  private static final long START = 101;
  private static final long END = 102;

  @SuppressWarnings("NullAway.Init")
  private static Tokenizer bert;

  @BeforeAll
  static void load() throws UnusableModelException {
    bert = Tokenizers.bundled();
  }

  @Test
  void theSecondTextIsToldFromTheFirst() {
    var pair = bert.pair(ids(7, 1), ids(8, 2), 100);
    assertArrayEquals(new long[]{START, 7, END, 8, 8, END}, pair.ids());
    assertArrayEquals(new long[]{0, 0, 0, 1, 1, 1}, pair.types());
  }

  @Test
  void thePassageGivesWay() {
    assertArrayEquals(new long[]{START, 7, 7, END, 8, 8, 8, END},
        bert.pair(ids(7, 2), ids(8, 50), 8).ids());
  }

  @Test
  void aQuestionOverHalfGivesWayToo() {
    assertArrayEquals(new long[]{START, 7, 7, END, 8, 8, 8, END},
        bert.pair(ids(7, 50), ids(8, 50), 8).ids());
  }

  @Test
  void aQuestionMayHaveWhatAShortPassageLeaves() {
    assertArrayEquals(new long[]{START, 7, 7, 7, 7, END, 8, END},
        bert.pair(ids(7, 50), ids(8, 1), 8).ids());
  }

  @Test
  void whereThereIsRoomForTheFrameAloneItIsAlone() {
    assertArrayEquals(new long[]{START, END, END}, bert.pair(ids(7, 5), ids(8, 5), 3).ids());
  }

  @Test
  void theLongestPairIsAsLongAsItMayBe() {
    assertEquals(512, bert.longestPair(512).length());
  }

  private static long[] ids(long id, int count) {
    return LongStream.generate(() -> id).limit(count).toArray();
  }
}
