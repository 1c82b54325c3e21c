package io.sluice.ingestion;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document to be taken in, as it is kept on disk.
 *
 * @param id of the ingestion
 * @param number in the order they were accepted
 * @param title as it was submitted; null to take it from the text
 * @param contentHash where the raw bytes are
 * @param fingerprint of all that was submitted: what tells whether anything changed
 */
record Job(String id, long number, String tenant, String collection, String document, int version,
    @Nullable String title, String mediaType, List<String> tags, List<String> acl,
    @Nullable String source,
    String contentHash, String fingerprint, Instant acceptedAt, Status status,
    PassageCounts passages,
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME) @Nullable Refusal error) {

  /** Whether this is the document the two names mean. */
  boolean isFor(String otherTenant, String otherCollection, String otherDocument) {
    return tenant.equals(otherTenant) && collection.equals(otherCollection)
        && document.equals(otherDocument);
  }

  boolean isOpen() {
    return status == Status.QUEUED || status == Status.RUNNING;
  }

  Job running() {
    return with(Status.RUNNING, version, PassageCounts.NONE, null);
  }

  Job done(int committedVersion, PassageCounts counts) {
    return with(Status.DONE, committedVersion, counts, null);
  }

  /** The same document was taken in before, or still is. */
  Job unchangedSince(Job earlier) {
    var total = earlier.passages().total();
    return with(Status.UNCHANGED, earlier.version(), new PassageCounts(total, 0, total, 0), null);
  }

  Job failed(Refusal why) {
    return with(Status.FAILED, version, PassageCounts.NONE, why);
  }

  IngestionFound found() {
    return new IngestionFound(id, status, document, version, passages, error);
  }

  private Job with(Status newStatus, int newVersion, PassageCounts counts,
      @Nullable Refusal why) {
    return new Job(id, number, tenant, collection, document, newVersion, title, mediaType, tags,
        acl, source, contentHash, fingerprint, acceptedAt, newStatus, counts, why);
  }
}
