package io.sluice.ingestion;

import org.jspecify.annotations.Nullable;

/**
 * What a server said of a page when it was last there.
 *
 * @param missing rounds in a row in which it was not there
 */
record PageStamp(@Nullable String etag, @Nullable String lastModified, int missing) {
  static final PageStamp UNKNOWN = new PageStamp(null, null, 0);

  PageStamp there() {
    return new PageStamp(etag, lastModified, 0);
  }

  PageStamp notThere() {
    return new PageStamp(etag, lastModified, missing + 1);
  }
}
