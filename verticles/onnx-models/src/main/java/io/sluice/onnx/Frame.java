package io.sluice.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * What a model wants around a text, and around and between two: tokens of its own, as
 * {@code [CLS] question [SEP] passage [SEP]}.
 */
record Frame(List<Part> single, List<Part> pair) {

  Frame {
    single = List.copyOf(single);
    pair = List.copyOf(pair);
  }

  /** A place in the frame; the type says to which of two texts it counts. */
  sealed interface Part {
    /** A token of the frame itself. */
    record Token(long id, long type) implements Part {}

    /** Where the first text goes, or the only one. */
    record First(long type) implements Part {}

    /** Where the second text goes. */
    record Second(long type) implements Part {}
  }

  /** What does not fit is left out at the end of the text. */
  TokenSequence around(long[] text, int max) {
    var room = roomFor(single, max);
    return fill(single, text, Math.min(text.length, room), text, 0);
  }

  /**
   * What does not fit is left out at the end of the second text, and of the first only what is over
   * half of the room.
   */
  TokenSequence around(long[] first, long[] second, int max) {
    var room = roomFor(pair, max);
    var ofFirst = Math.min(first.length, Math.max(room / 2, room - second.length));
    return fill(pair, first, ofFirst, second, Math.min(second.length, room - ofFirst));
  }

  private static int roomFor(List<Part> parts, int max) {
    var tokens = (int) parts.stream().filter(Part.Token.class::isInstance).count();
    return Math.max(0, max - tokens);
  }

  private static TokenSequence fill(List<Part> parts, long[] first, int ofFirst, long[] second,
      int ofSecond) {
    var tokens = (int) parts.stream().filter(Part.Token.class::isInstance).count();
    var out = new Filling(tokens + ofFirst + ofSecond);
    for (var part : parts) {
      switch (part) {
        case Part.Token(var id, var type) -> out.add(new long[]{id}, 1, type);
        case Part.First(var type) -> out.add(first, ofFirst, type);
        case Part.Second(var type) -> out.add(second, ofSecond, type);
      }
    }
    return new TokenSequence(out.ids, out.types);
  }

  private static final class Filling {
    private final long[] ids;
    private final long[] types;
    private int count;

    Filling(int length) {
      this.ids = new long[length];
      this.types = new long[length];
    }

    void add(long[] more, int many, long type) {
      System.arraycopy(more, 0, ids, count, many);
      Arrays.fill(types, count, count + many, type);
      count += many;
    }
  }
}
