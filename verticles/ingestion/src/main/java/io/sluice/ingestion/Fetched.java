package io.sluice.ingestion;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking for a page. */
sealed interface Fetched extends FetchStep {

  /** Its bytes are in the file that was given for them. */
  record Page(PageStamp stamp, PageAddress address, @Nullable String mediaType)
      implements
        Fetched {}

  /** It is as it was. */
  record NotModified() implements Fetched {}

  /** The server says that there is no such page. */
  record NotThere(int status) implements Fetched {}

  /**
   * Nothing can be said of the page.
   *
   * @param retryAfter what the server asks for; null where it says nothing
   */
  record Failed(String reason, boolean worthRetrying, @Nullable Duration retryAfter)
      implements
        Fetched {

    static Failed forGood(String reason) {
      return new Failed(reason, false, null);
    }

    static Failed forNow(String reason) {
      return new Failed(reason, true, null);
    }
  }
}
