package io.sluice.insight.quality;

import java.time.Duration;
import java.util.Arrays;

/**
 * The mean of what came within the last hour or so, in sixty parts of which the oldest goes at a time. Time is
 * told from any beginning on, and never goes back.
 */
final class Rolling implements Window {
  private static final int PARTS = 60;

  private final long partMs;
  private final long[] counts = new long[PARTS];
  private final double[] sums = new double[PARTS];
  private long newest = -1;

  Rolling(Duration window) {
    this.partMs = Math.max(1, window.toMillis() / PARTS);
  }

  void add(long nowMs, double value) {
    turnTo(nowMs / partMs);
    var part = (int) (newest % PARTS);
    counts[part]++;
    sums[part] += value;
  }

  @Override
  public Seen seen(long nowMs) {
    turnTo(nowMs / partMs);
    var count = Arrays.stream(counts).sum();
    return count == 0 ? Seen.NOTHING : new Seen(count, Arrays.stream(sums).sum() / count);
  }

  private void turnTo(long part) {
    for (var old = Math.max(newest + 1, part - PARTS + 1); old <= part; old++) {
      counts[(int) (old % PARTS)] = 0;
      sums[(int) (old % PARTS)] = 0;
    }
    newest = part;
  }
}
