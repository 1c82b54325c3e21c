package io.sluice.ingestion;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as its sender describes it, and the hash under which its bytes are kept.
 *
 * @param title null to take it from the file
 * @param author null to take it from the file
 * @param date null to take it from the file, or the day it was accepted
 */
record Submission(String collection, String document, @Nullable String title,
    @Nullable String fileName, @Nullable String declaredType, List<String> tags, List<String> acl,
    @Nullable String source, @Nullable String author, @Nullable LocalDate date,
    String contentHash) {

  /** A file that lacks something is no submission. */
  Submission {
    requireNonNull(collection, "collection");
    requireNonNull(document, "document");
    requireNonNull(contentHash, "contentHash");
    tags = List.copyOf(tags);
    acl = List.copyOf(acl);
  }

  /** Of all that was submitted: what tells whether anything changed. */
  String fingerprint() {
    return Hashes.of(List.of(contentHash, text(title), text(fileName), text(declaredType),
        Hashes.of(tags), Hashes.of(acl), text(source), text(author), text(date)));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
