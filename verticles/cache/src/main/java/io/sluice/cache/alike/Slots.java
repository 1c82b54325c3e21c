package io.sluice.cache.alike;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Slots in no order, each of them once. */
final class Slots {
  private int[] slots = new int[2];
  private int size;

  int size() {
    return size;
  }

  void add(int slot) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size + size / 2 + 1);
    }
    slots[size++] = slot;
  }

  /** Null where it was the last. */
  @Nullable
  Slots without(int slot) {
    for (var i = 0; i < size; i++) {
      if (slots[i] == slot) {
        slots[i] = slots[--size];
        break;
      }
    }
    return size == 0 ? null : this;
  }

  /** Adds the weight to the scores of all, and those that had none so far to {@code touched}. */
  void addTo(float[] scores, float weight, Slots touched) {
    for (var i = 0; i < size; i++) {
      if (scores[slots[i]] == 0) {
        touched.add(slots[i]);
      }
      scores[slots[i]] += weight;
    }
  }

  void forEach(IntConsumer action) {
    for (var i = 0; i < size; i++) {
      action.accept(slots[i]);
    }
  }
}
