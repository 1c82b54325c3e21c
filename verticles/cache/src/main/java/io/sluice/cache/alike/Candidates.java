package io.sluice.cache.alike;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stored questions, by which of them one that is asked may be the same. Confined to one thread.
 *
 * <p>A question with a vector is looked up among those that have one, by their cosine; one without, among
 * all, by the words they share. Each has a slot: a number that is given to another question when it goes.
 */
public final class Candidates<K> {
  /** Enough for the right one, its rivals, and some that guards mind. */
  public static final int CONSIDERED = 16;

  private final Map<K, Integer> slots = new HashMap<>();
  private final List<@Nullable Entry<K>> entries = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();
  private final Vectors vectors = new Vectors();
  private final Postings postings = new Postings();

  private record Entry<K>(K id, Asked asked, Object answer, boolean placed) {}

  /**
   * Adds a question, in the place of one with this id.
   *
   * @param vector of unit length, of the same dimension for all; kept, so it must not change any more
   * @param answer what tells its answer from others, such as the answer's hash or its sources
   */
  public void add(K id, Asked asked, float @Nullable [] vector, Object answer) {
    remove(id);
    int slot = free.isEmpty() ? entries.size() : free.removeLast();
    var entry = new Entry<>(id, asked, answer, vector != null);
    if (slot == entries.size()) {
      entries.add(entry);
    } else {
      entries.set(slot, entry);
    }
    slots.put(id, slot);
    if (vector != null) {
      vectors.put(slot, vector);
    }
    postings.add(slot, asked.wording());
  }

  /** Whether there was one. */
  public boolean remove(K id) {
    var slot = slots.remove(id);
    if (slot == null) {
      return false;
    }
    var entry = Objects.requireNonNull(entries.set(slot, null));
    postings.remove(slot, entry.asked().wording());
    if (entry.placed()) {
      vectors.remove(slot);
    }
    free.add(slot);
    return true;
  }

  public int size() {
    return slots.size();
  }

  /** At most {@code n} that are nearest, nearest first. */
  public List<Candidate<K>> nearest(Asked asked, float @Nullable [] vector, int n) {
    var found = vector == null
        ? postings.nearest(asked.wording(), n, size())
        : vectors.nearest(vector, n);
    var candidates = new ArrayList<Candidate<K>>(found.length);
    for (var slot : found) {
      var entry = Objects.requireNonNull(entries.get(slot));
      var cosine = vector == null ? null : (Double) vectors.cosine(slot, vector);
      candidates.add(new Candidate<>(entry.id(), entry.asked(), entry.answer(), cosine));
    }
    if (vector != null) {
      candidates.sort(Comparator.comparing((Candidate<K> candidate) -> Objects
          .requireNonNull(candidate.cosine())).reversed());
    }
    return candidates;
  }

  /** The stored question that is nearest to being this one; null where none shares anything with it. */
  public @Nullable Match<K> find(Asked asked, float @Nullable [] vector) {
    return Judge.of(this).best(asked, nearest(asked, vector, CONSIDERED));
  }

  /** How much a term, a pair of characters or the head of a word says, by how many questions have it. */
  double rarity(long key) {
    return postings.rarity(key, size());
  }
}
