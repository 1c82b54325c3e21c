package io.sluice.cache.alike;

import java.util.Arrays;

/**
 * Vectors by slot, and which of them are nearest to another.
 *
 * <p>Reading every number of 100,000 vectors of 384 takes longer than embedding a question does, so there
 * are two passes. The first reads a bit of each number, its sign, 48 bytes of a vector: the share of bits
 * in which two vectors differ grows with their angle (two at a cosine of .9 differ in 14 ± 2 % of them,
 * two at .5 in 33 ± 2.5 %). The second takes the cosines of the {@value #RESCORED} that differ least. What is
 * near enough to be the same question is always among them; of those that are far, one or another may be
 * missed.
 */
final class Vectors {
  private static final int RESCORED = 256;
  private static final int NONE = Integer.MAX_VALUE;

  private float[][] vectors = new float[64][];
  private long[] signs = new long[0];
  private int[] distances = new int[0];
  private int words;
  private int used;

  void put(int slot, float[] vector) {
    var wanted = (vector.length + Long.SIZE - 1) / Long.SIZE;
    if (used > 0 && wanted != words) {
      throw new IllegalArgumentException(
          "a vector has " + vector.length + " numbers, the others do not");
    }
    words = wanted;
    if (slot >= vectors.length) {
      vectors = Arrays.copyOf(vectors, Math.max(slot + 1, vectors.length * 2));
    }
    if (signs.length < vectors.length * words) {
      signs = Arrays.copyOf(signs, vectors.length * words);
    }
    vectors[slot] = vector;
    System.arraycopy(signs(vector), 0, signs, slot * words, words);
    used = Math.max(used, slot + 1);
  }

  @SuppressWarnings("NullAway") // an empty slot is null, and nobody asks for it
  void remove(int slot) {
    vectors[slot] = null;
  }

  double cosine(int slot, float[] vector) {
    return dot(vectors[slot], vector);
  }

  /** The slots of those with the least distance by their signs, and then the greatest cosine. */
  int[] nearest(float[] vector, int n) {
    if (used == 0 || n < 1) {
      return new int[0];
    }
    var near = near(signs(vector), Math.max(n, RESCORED));
    var ranked = new Ranked(n);
    for (var slot : near) {
      ranked.offer(slot, (float) dot(vectors[slot], vector));
    }
    return ranked.slots();
  }

  private int[] near(long[] wanted, int most) {
    var counts = new int[words * Long.SIZE + 1];
    if (distances.length < used) {
      distances = new int[vectors.length];
    }
    for (var slot = 0; slot < used; slot++) {
      distances[slot] = vectors[slot] == null ? NONE : distance(slot * words, wanted);
      if (distances[slot] != NONE) {
        counts[distances[slot]]++;
      }
    }
    int limit = 0;
    int within = counts[0];
    while (limit + 1 < counts.length && within + counts[limit + 1] <= most) {
      within += counts[++limit];
    }
    // The first of those at the next distance fill up what is left.
    var left = most - within;
    var near = new int[Math.min(most,
        within + (limit + 1 < counts.length ? counts[limit + 1] : 0))];
    int found = 0;
    for (var slot = 0; slot < used && found < near.length; slot++) {
      if (distances[slot] <= limit || (distances[slot] == limit + 1 && left-- > 0)) {
        near[found++] = slot;
      }
    }
    return Arrays.copyOf(near, found);
  }

  private int distance(int from, long[] wanted) {
    int distance = 0;
    for (var i = 0; i < wanted.length; i++) {
      distance += Long.bitCount(signs[from + i] ^ wanted[i]);
    }
    return distance;
  }

  private static long[] signs(float[] vector) {
    var signs = new long[(vector.length + Long.SIZE - 1) / Long.SIZE];
    for (var i = 0; i < vector.length; i++) {
      signs[i / Long.SIZE] |= vector[i] > 0 ? 1L << i : 0;
    }
    return signs;
  }

  private static double dot(float[] one, float[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "vectors of " + one.length + " and " + other.length + " numbers do not compare");
    }
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      a += one[i] * other[i];
    }
    return a + b + c + d;
  }
}
