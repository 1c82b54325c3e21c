package io.sluice.ingestion;

import io.sluice.chunking.Structure;
import io.sluice.message.Ingestion.Dropped;
import io.sluice.privacy.Originals;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, as it may be stored: read, cleaned, and masked where that is asked for.
 *
 * @param text what all offsets count in
 * @param mediaType what the file really is
 * @param pageStarts offsets in the text, ascending; empty where there are no pages
 * @param masked how many pieces of personal data were masked, by kind
 * @param originals what brings masked values back
 */
record Content(String text, Structure structure, String mediaType, String title,
    @Nullable String author, @Nullable String source, LocalDate date, List<String> tags,
    List<Integer> pageStarts,
    List<Dropped> dropped, Map<String, Integer> masked, Originals originals) {

  /** The page on which something begins, from 1; null where there are none. */
  @Nullable
  Integer pageAt(int offset) {
    if (pageStarts.isEmpty()) {
      return null;
    }
    var found = Collections.binarySearch(pageStarts, offset);
    return Math.max(1, found >= 0 ? lastAt(found) + 1 : -found - 1);
  }

  /** Of pages with nothing on them, the one that the text is on. */
  private int lastAt(int found) {
    var last = found;
    while (last + 1 < pageStarts.size() && pageStarts.get(last + 1).equals(pageStarts.get(found))) {
      last++;
    }
    return last;
  }
}
