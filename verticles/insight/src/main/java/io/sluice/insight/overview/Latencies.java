package io.sluice.insight.overview;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long many things took, in buckets of which each begins a tenth above the one before: in the middle of
 * its bucket no time is wrong by more than five in a hundred. Only the buckets that are used take room, six
 * bytes each, in their order. Confined to one context.
 */
final class Latencies {
  private static final double LEAST_MS = 0.1;
  private static final double WIDTH = 1.1;
  /** An hour is far below. */
  private static final int MOST = 199;

  private short[] buckets = {};
  private int[] counts = {};
  private int used;

  void add(double ms) {
    add((short) Math.clamp((long) (Math.log(ms / LEAST_MS) / Math.log(WIDTH)), 0, MOST), 1);
  }

  void add(Latencies others) {
    for (var i = 0; i < others.used; i++) {
      add(others.buckets[i], others.counts[i]);
    }
  }

  private void add(short bucket, int count) {
    var at = Arrays.binarySearch(buckets, 0, used, bucket);
    if (at >= 0) {
      counts[at] += count;
      return;
    }
    at = -at - 1;
    if (used == buckets.length) {
      buckets = Arrays.copyOf(buckets, used + Math.max(4, used / 2));
      counts = Arrays.copyOf(counts, buckets.length);
    }
    System.arraycopy(buckets, at, buckets, at + 1, used - at);
    System.arraycopy(counts, at, counts, at + 1, used - at);
    buckets[at] = bucket;
    counts[at] = count;
    used++;
  }

  /** The time that such a share of all took at most; null where there were none. */
  @Nullable
  Double quantile(double share) {
    var all = 0L;
    for (var i = 0; i < used; i++) {
      all += counts[i];
    }
    var beyond = Math.max(1, (long) Math.ceil(share * all));
    for (var i = 0; i < used; i++) {
      beyond -= counts[i];
      if (beyond <= 0) {
        return LEAST_MS * Math.pow(WIDTH, buckets[i] + 0.5);
      }
    }
    return null;
  }
}
