package io.sluice.ingestion;

import static java.util.Objects.requireNonNull;

/**
 * What a source has put in.
 *
 * @param document the id it goes by
 * @param hash of its bytes
 * @param stamp what tells, without reading it, that it has not changed
 */
record Item<S>(String document, Placement placement, String hash, S stamp) {

  /** An entry that lacks something is no item. */
  Item {
    requireNonNull(document, "document");
    requireNonNull(placement, "placement");
    requireNonNull(hash, "hash");
    requireNonNull(stamp, "stamp");
  }

  Item<S> with(S now) {
    return new Item<>(document, placement, hash, now);
  }
}
