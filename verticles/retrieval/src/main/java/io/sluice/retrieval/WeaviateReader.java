package io.sluice.retrieval;

import io.sluice.message.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a collection as it is at one epoch. The dead of that epoch may be deleted while it is read;
 * who finds that afterwards reads again.
 *
 * <p>Which epoch it is is asked after reading alone where it was the same before and after the last time:
 * what was read is what there is if it still is. Thread-safe.
 */
final class WeaviateReader {

  /** Of more collections it is asked before as well. */
  private static final int MOST_KEPT = 10_000;

  private final Map<String, WeaviateEpoch> quiet = new ConcurrentHashMap<>();

  /** Reads what there is. */
  interface Look<A> {
    Reply<A> at(WeaviateContents contents) throws IOException, InterruptedException;
  }

  <A> Reply<A> read(WeaviateCollection collection, Look<A> look)
      throws IOException, InterruptedException {
    var presumed = quiet.get(collection.key());
    var epoch = presumed == null ? collection.epoch() : presumed;
    while (epoch != null) {
      var contents = new WeaviateContents(collection, epoch);
      WeaviateEpoch now;
      try {
        var reply = look.at(contents);
        now = contents.epochAfterwards();
        if (isWhole(epoch, now, presumed != null)) {
          note(collection.key(), epoch, now);
          return reply;
        }
      } catch (WeaviateFailure e) {
        now = collection.epoch();
        if (isWhole(epoch, now, presumed != null)) {
          throw e;
        }
      }
      quiet.remove(collection.key());
      presumed = null;
      epoch = now;
    }
    return collection.name().equals(CollectionRules.DEFAULT_COLLECTION)
        ? look.at(new WeaviateContents(collection, WeaviateEpoch.NONE))
        : Reply.refused(CollectionRules.unknown(collection.name()));
  }

  private static boolean isWhole(WeaviateEpoch read, @Nullable WeaviateEpoch now,
      boolean presumed) {
    return presumed
        ? read.equals(now)
        : now == null || now.swept() <= read.number();
  }

  private void note(String key, WeaviateEpoch read, @Nullable WeaviateEpoch now) {
    if (!read.equals(now)) {
      quiet.remove(key);
    } else if (quiet.size() < MOST_KEPT || quiet.containsKey(key)) {
      quiet.put(key, read);
    }
  }
}
