package io.sluice.ingestion;

import static java.util.Objects.requireNonNull;

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

  /** A file that lacks something is no job. */
  Job {
    requireNonNull(id, "id");
    requireNonNull(tenant, "tenant");
    requireNonNull(collection, "collection");
    requireNonNull(document, "document");
    requireNonNull(mediaType, "mediaType");
    requireNonNull(contentHash, "contentHash");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(acceptedAt, "acceptedAt");
    requireNonNull(status, "status");
    requireNonNull(passages, "passages");
    tags = List.copyOf(tags);
    acl = List.copyOf(acl);
  }

  DocumentKey key() {
    return new DocumentKey(tenant, collection, document);
  }

  boolean isOpen() {
    return status == Status.QUEUED || status == Status.RUNNING;
  }

  boolean isVisibleTo(List<String> principals) {
    return acl.isEmpty() || acl.stream().anyMatch(principals::contains);
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
    return new IngestionFound(id, status, document, version, passages, error, null, null, null);
  }

  private Job with(Status newStatus, int newVersion, PassageCounts counts,
      @Nullable Refusal why) {
    return new Job(id, number, tenant, collection, document, newVersion, title, mediaType, tags,
        acl, source, contentHash, fingerprint, acceptedAt, newStatus, counts, why);
  }
}
