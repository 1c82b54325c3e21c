package io.sluice.answer;

/** Measures stages one after the other, in milliseconds with one decimal. */
final class Stopwatch {
  private final long start = System.nanoTime();
  private long lap = start;

  private Stopwatch() {}

  static Stopwatch start() {
    return new Stopwatch();
  }

  /** The time since the last lap, or the start. */
  double lap() {
    var now = System.nanoTime();
    var time = millis(now - lap);
    lap = now;
    return time;
  }

  /** The time since the start. */
  double total() {
    return millis(System.nanoTime() - start);
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e5) / 10.0;
  }
}
