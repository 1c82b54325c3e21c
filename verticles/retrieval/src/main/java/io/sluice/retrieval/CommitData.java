package io.sluice.retrieval;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;

/**
 * What a commit says of itself, next to the segments it names.
 *
 * @param epoch grows with each change of what can be found
 * @param erased the epoch of the last erasure; its passages cannot be found any more
 * @param expunged the epoch of the last erasure whose bytes are gone, too
 */
record CommitData(long epoch, long erased, long expunged) {

  static final CommitData NONE = new CommitData(Epoch.NONE, 0, 0);

  /** Of the fields and their contents; what is written in another cannot be read. */
  private static final String FORMAT = "2";

  private static final String FORMAT_KEY = "format";
  private static final String EPOCH = "epoch";
  private static final String ERASED = "erased";
  private static final String EXPUNGED = "expunged";

  static CommitData read(Map<String, String> stored) {
    return new CommitData(number(stored, EPOCH), number(stored, ERASED), number(stored, EXPUNGED));
  }

  void commit(IndexWriter writer) throws IOException {
    writer.setLiveCommitData(toStore().entrySet());
    writer.commit();
  }

  static boolean isReadable(Map<String, String> stored) {
    return FORMAT.equals(stored.get(FORMAT_KEY));
  }

  private Map<String, String> toStore() {
    return Map.of(FORMAT_KEY, FORMAT, EPOCH, Long.toString(epoch), ERASED, Long.toString(erased),
        EXPUNGED,
        Long.toString(expunged));
  }

  CommitData changed() {
    return new CommitData(Epoch.after(epoch), erased, expunged);
  }

  /** Something is not to be there any more; its bytes have to go. */
  CommitData changedByErasing() {
    return new CommitData(Epoch.after(epoch), Epoch.after(epoch), expunged);
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
