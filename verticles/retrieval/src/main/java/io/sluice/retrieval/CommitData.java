package io.sluice.retrieval;

import java.util.Map;

/**
 * What a commit says of itself, next to the segments it names.
 *
 * @param epoch grows with each change of what can be found
 * @param erased the epoch of the last erasure; its passages cannot be found any more
 * @param expunged the epoch of the last erasure whose bytes are gone, too
 */
record CommitData(long epoch, long erased, long expunged) {

  static final CommitData NONE = new CommitData(0, 0, 0);

  private static final String EPOCH = "epoch";
  private static final String ERASED = "erased";
  private static final String EXPUNGED = "expunged";

  static CommitData read(Map<String, String> stored) {
    return new CommitData(number(stored, EPOCH), number(stored, ERASED), number(stored, EXPUNGED));
  }

  Map<String, String> toStore() {
    return Map.of(EPOCH, Long.toString(epoch), ERASED, Long.toString(erased), EXPUNGED,
        Long.toString(expunged));
  }

  CommitData changed() {
    return new CommitData(epoch + 1, erased, expunged);
  }

  CommitData changedByErasing() {
    return new CommitData(epoch + 1, epoch + 1, expunged);
  }

  CommitData expungedUpTo(long erasure) {
    return new CommitData(epoch, erased, Math.max(expunged, erasure));
  }

  boolean holdsErasedBytes() {
    return expunged < erased;
  }

  private static long number(Map<String, String> stored, String key) {
    return Long.parseLong(stored.getOrDefault(key, "0"));
  }
}
