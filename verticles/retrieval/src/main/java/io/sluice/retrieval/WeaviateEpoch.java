package io.sluice.retrieval;

import static io.weaviate.client6.v1.api.collections.query.Filter.property;

import io.weaviate.client6.v1.api.collections.query.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What is there of a collection, as the one object says that a commit replaces: all that came into
 * being up to this epoch, but for what has died since.
 *
 * @param number grows with each change of what can be found
 * @param swept the dead of this epoch and those before it may have been deleted
 * @param dead generations that are not to be found any more, but may not have been deleted yet
 */
record WeaviateEpoch(long number, long swept, List<String> dead) {

  /** Before the first commit. */
  static final WeaviateEpoch NONE = new WeaviateEpoch(Epoch.NONE, 0, List.of());

  private static final int MANY = 64;

  WeaviateEpoch {
    dead = List.copyOf(dead);
  }

  /** The filter of what is there. */
  Filter there() {
    var born = property(WeaviateSchema.EPOCH).lte(number);
    return dead.isEmpty()
        ? born
        : Filter.and(born, property(WeaviateSchema.GENERATION).containsNone(dead));
  }

  /** The filter of what a turn left behind that did not come to its end. */
  Filter unborn() {
    return property(WeaviateSchema.EPOCH).gt(number);
  }

  /** The epoch that begins when these die. */
  WeaviateEpoch next(Collection<String> dying) {
    var all = new TreeSet<>(dead);
    all.addAll(dying);
    return new WeaviateEpoch(Epoch.after(number), swept, new ArrayList<>(all));
  }

  /** The same, with a number above this one. */
  WeaviateEpoch above(long other) {
    return new WeaviateEpoch(Math.max(number, other + 1), swept, dead);
  }

  boolean hasManyDead() {
    return dead.size() >= MANY;
  }

  /** Whether the dead were begun to be deleted, but not all. */
  boolean isBeingSwept() {
    return swept == number && !dead.isEmpty();
  }

  /** The same, while the dead are deleted. */
  WeaviateEpoch sweeping() {
    return new WeaviateEpoch(number, number, dead);
  }

  WeaviateEpoch sweptClean() {
    return new WeaviateEpoch(number, number, List.of());
  }
}
