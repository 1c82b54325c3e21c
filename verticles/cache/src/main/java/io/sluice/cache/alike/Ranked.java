package io.sluice.cache.alike;

import java.util.Arrays;

/** The slots with the greatest scores among those that are offered, few enough to be kept in order. */
final class Ranked {
  private final int[] slots;
  private final float[] scores;
  private int size;

  Ranked(int most) {
    slots = new int[most];
    scores = new float[most];
  }

  void offer(int slot, float score) {
    if (size == slots.length && score <= scores[size - 1]) {
      return;
    }
    int at = size < slots.length ? size++ : size - 1;
    for (; at > 0 && scores[at - 1] < score; at--) {
      scores[at] = scores[at - 1];
      slots[at] = slots[at - 1];
    }
    scores[at] = score;
    slots[at] = slot;
  }

  /** The greatest first. */
  int[] slots() {
    return Arrays.copyOf(slots, size);
  }
}
