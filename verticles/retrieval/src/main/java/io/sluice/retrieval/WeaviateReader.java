package io.sluice.retrieval;

import static java.util.Objects.requireNonNull;

import io.sluice.message.Reply;
import java.io.IOException;

/**
 * Reads a collection as it is at one epoch. The dead of that epoch may be deleted while it is read;
 * who finds that afterwards reads again.
 */
final class WeaviateReader {

  private WeaviateReader() {}

  /** Reads what there is. */
  interface Look<A> {
    Reply<A> at(WeaviateContents contents) throws IOException, InterruptedException;
  }

  static <A> Reply<A> read(WeaviateCollection collection, Look<A> look)
      throws IOException, InterruptedException {
    var epoch = collection.epoch();
    if (epoch == null) {
      return collection.name().equals(CollectionRules.DEFAULT_COLLECTION)
          ? look.at(new WeaviateContents(collection, WeaviateEpoch.NONE))
          : Reply.refused(CollectionRules.unknown(collection.name()));
    }
    while (true) {
      try {
        var reply = look.at(new WeaviateContents(collection, epoch));
        if (isWhole(epoch, collection)) {
          return reply;
        }
      } catch (WeaviateFailure e) {
        if (isWhole(epoch, collection)) {
          throw e;
        }
      }
      epoch = requireNonNull(collection.epoch());
    }
  }

  private static boolean isWhole(WeaviateEpoch read, WeaviateCollection collection)
      throws IOException {
    var now = collection.epoch();
    return now == null || now.swept() <= read.number();
  }
}
