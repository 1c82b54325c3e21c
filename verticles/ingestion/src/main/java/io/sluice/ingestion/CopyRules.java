package io.sluice.ingestion;

import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.strictjson.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of several copies of a document is searched.
 *
 * @param similarity from here on two documents are copies, 1 being the same words
 * @param authority sources by their beginnings, those first that are believed most
 */
public record CopyRules(Keep keep, double similarity, List<String> authority) {

  /** Which copies are searched. */
  public enum Keep {
    ALL,
    NEWEST,
    AUTHORITATIVE
  }

  public CopyRules {
    Check.required("keep", keep);
    Check.range("similarity", similarity, 0.5, 1.0);
    authority = List.copyOf(Check.required("authority", authority));
  }

  /** Whether any are left out. */
  boolean chooses() {
    return keep != Keep.ALL;
  }

  /** The lower, the better among copies of which the newest is the best otherwise. */
  int rank(DocumentVersion document) {
    return keep == Keep.AUTHORITATIVE ? rank(document.source()) : 0;
  }

  /** The lower, the more it is believed; one that is not named is believed least. */
  int rank(@Nullable String source) {
    for (var i = 0; i < authority.size(); i++) {
      if (source != null && source.startsWith(authority.get(i))) {
        return i;
      }
    }
    return authority.size();
  }
}
