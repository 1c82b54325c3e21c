package io.sluice.fuzzing;

import java.util.List;
import java.util.Random;

/** Choices of a random generator. */
public final class Pick {

  private Pick() {}

  public static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** True once in so many times. */
  public static boolean onceIn(Random random, int times) {
    return random.nextInt(times) == 0;
  }

  public static byte[] noise(Random random, int length) {
    var noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }
}
