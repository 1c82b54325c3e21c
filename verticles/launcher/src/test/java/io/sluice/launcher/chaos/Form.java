package io.sluice.launcher.chaos;

import java.util.Random;

/**
 * How much is done: what takes some minutes, or with {@code -Dsluice.chaos=long} many times as much; and by
 * which seed, {@code -Dsluice.chaos.seed}.
 */
public final class Form {
  private static final boolean LONG = System.getProperty("sluice.chaos", "short").equals("long");

  private Form() {}

  public static int pick(int inShort, int inLong) {
    return LONG ? inLong : inShort;
  }

  static <T> T any(T[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  /** By the seed that is given, or by another one each time, which is told. */
  static Random random() {
    var seed = Long.getLong("sluice.chaos.seed", System.nanoTime());
    System.err.println("sluice.chaos.seed=" + seed);
    return new Random(seed);
  }
}
