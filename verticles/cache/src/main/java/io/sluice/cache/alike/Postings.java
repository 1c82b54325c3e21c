package io.sluice.cache.alike;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which slots have a term, a pair of characters or a head of a word, and so which have most in common with
 * a question. A look-up reads the rarest of its keys first and no more than {@value #READ} entries after the
 * first few: what everything has in common tells nothing apart.
 */
final class Postings {
  private static final int READ = 60_000;
  /** So many questions are thought to be there with none of the words: a young cache knows little. */
  private static final int PRIOR = 1000;

  private final Map<Long, Slots> byKey = new HashMap<>();
  private float[] scores = new float[64];
  private int[] lengths = new int[64];

  private record Weighed(Slots slots, float weight) {}

  void add(int slot, Wording wording) {
    if (slot >= lengths.length) {
      lengths = Arrays.copyOf(lengths, Math.max(slot + 1, lengths.length * 2));
      scores = new float[lengths.length];
    }
    var keys = keys(wording);
    lengths[slot] = Math.max(1, keys.size());
    for (var key : keys) {
      byKey.computeIfAbsent(key, _ -> new Slots()).add(slot);
    }
  }

  void remove(int slot, Wording wording) {
    for (var key : keys(wording)) {
      byKey.computeIfPresent(key, (_, slots) -> slots.without(slot));
    }
  }

  double rarity(long key, int size) {
    var slots = byKey.get(key);
    return rarity(slots == null ? 0 : slots.size(), size);
  }

  private static double rarity(int having, int size) {
    return Math.log((size + PRIOR) / (having + 1.0));
  }

  /** Those that share most, for how long they are. */
  int[] nearest(Wording wording, int n, int size) {
    var weighed = keys(wording).stream().map(byKey::get).filter(slots -> slots != null)
        .sorted(Comparator.comparingInt(Slots::size))
        .map(slots -> new Weighed(slots, square(rarity(slots.size(), size)))).toList();
    var touched = new Slots();
    int read = 0;
    for (var key : weighed) {
      if (read > 0 && read + key.slots().size() > READ) {
        break;
      }
      read += key.slots().size();
      key.slots().addTo(scores, key.weight(), touched);
    }
    var ranked = new Ranked(n);
    touched.forEach(slot -> {
      ranked.offer(slot, scores[slot] / (float) Math.sqrt(lengths[slot]));
      scores[slot] = 0;
    });
    return ranked.slots();
  }

  private static float square(double weight) {
    return (float) (weight * weight);
  }

  private static Set<Long> keys(Wording wording) {
    var keys = new HashSet<Long>();
    for (var term : wording.termKeys()) {
      keys.add(term);
    }
    for (var pair : wording.pairs()) {
      keys.add(pair);
    }
    for (var word : wording.words()) {
      keys.add(word.head());
    }
    return keys;
  }
}
