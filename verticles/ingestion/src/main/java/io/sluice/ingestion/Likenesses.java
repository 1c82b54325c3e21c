package io.sluice.ingestion;

import io.sluice.message.Bytes;
import io.sluice.message.Likeness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What tells copies: a hash of a text's letters and digits, and a MinHash of their shingles.
 *
 * <p>Shingles are of nine neighbouring letters or digits, whatever lies between them: words of Korean
 * have no fixed borders, and layout is no difference. One hash of each shingle fills the sketch: its
 * upper bits choose one of 128 bins, which keeps the least of the lower bits (one permutation hashing).
 * A bin that stayed empty takes the number of another bin, chosen by hashing, so that short texts can be
 * compared too (optimal densification, Shrivastava 2017).
 */
final class Likenesses {
  static final int NUMBERS = 128;
  private static final int SHINGLE = 9;
  private static final long EMPTY = Long.MAX_VALUE;
  private static final long BASE = 0x100000001b3L;

  private Likenesses() {}

  static Likeness of(String text) {
    var plain = plain(text);
    return new Likeness(Hashes.of(new String(plain).getBytes(StandardCharsets.UTF_16BE)),
        Bytes.of(bytes(sketch(plain))));
  }

  /** The letters and digits alone, in lower case. */
  private static char[] plain(String text) {
    var plain = new char[text.length()];
    var length = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        plain[length++] = Character.toLowerCase(c);
      }
    }
    return Arrays.copyOf(plain, length);
  }

  private static long[] sketch(char[] plain) {
    var bins = new long[NUMBERS];
    Arrays.fill(bins, EMPTY);
    var width = Math.min(SHINGLE, plain.length);
    var leaving = 1L;
    for (var i = 1; i < width; i++) {
      leaving *= BASE;
    }
    var rolling = 0L;
    for (var i = 0; i < plain.length; i++) {
      rolling = rolling * BASE + plain[i] + 1;
      if (i + 1 >= width) {
        var hash = mixed(rolling);
        var bin = (int) (hash >>> 57);
        bins[bin] = Math.min(bins[bin], hash & 0xFFFF_FFFFL);
        rolling -= leaving * (plain[i + 1 - width] + 1);
      }
    }
    return filled(bins);
  }

  private static long[] filled(long[] bins) {
    var filled = bins.clone();
    if (Arrays.stream(bins).allMatch(number -> number == EMPTY)) {
      Arrays.fill(filled, 0);
      return filled;
    }
    for (var bin = 0; bin < NUMBERS; bin++) {
      for (var attempt = 1; filled[bin] == EMPTY; attempt++) {
        filled[bin] = bins[(int) (mixed(bin * 0x9E3779B9L + attempt) >>> 57)];
      }
    }
    return filled;
  }

  private static byte[] bytes(long[] numbers) {
    var bytes = ByteBuffer.allocate(4 * numbers.length);
    for (var number : numbers) {
      bytes.putInt((int) number);
    }
    return bytes.array();
  }

  /** Spreads what differs over all bits (the finalizer of SplitMix64). */
  private static long mixed(long value) {
    var z = value * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
