package io.sluice.retrieval;

import io.sluice.message.Bytes;
import io.sluice.message.Likeness;
import java.nio.ByteBuffer;
import java.util.Random;

/** Sketches that are alike as far as a test wants. */
final class Alike {

  private Alike() {}

  /** The likeness of a text; texts of other numbers have nothing in common with it. */
  static Likeness to(int text) {
    return to(text, 0, new Random(0));
  }

  /** The likeness of a text with the same sketch but for so many of its 128 numbers, anywhere in it. */
  static Likeness to(int text, int different, Random random) {
    var bytes = new byte[Sketch.BYTES];
    new Random(text).nextBytes(bytes);
    var numbers = ByteBuffer.wrap(bytes);
    var places = random.ints(0, Sketch.NUMBERS).distinct().limit(different).toArray();
    for (var place : places) {
      numbers.putInt(place * Integer.BYTES, random.nextInt());
    }
    return new Likeness("words-" + text + "-" + random.nextLong(), Bytes.of(bytes));
  }
}
