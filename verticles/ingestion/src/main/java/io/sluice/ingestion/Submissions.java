package io.sluice.ingestion;

import io.sluice.ingestion.Job.State;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.SubmitDocument;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a job of what is submitted. */
final class Submissions {

  private Submissions() {}

  static Submission of(SubmitDocument request, String document, String contentHash) {
    return new Submission(request.collection(), document, request.title(), request.fileName(),
        request.mediaType(), request.tags(), request.acl(), request.source(), request.author(),
        request.date(), contentHash);
  }

  /**
   * A job for this document, not yet on disk.
   *
   * @param highest version of the document so far; 0 where there is none
   * @param same the job that took the very same in, where nothing came after it; else null
   */
  static Job job(Submission submission, long number, int highest, @Nullable Job same,
      CallInfo call) {
    var job = job(UUID.randomUUID().toString(), number, call.tenant(), submission, highest, null);
    return same == null ? job : job.unchangedSince(same);
  }

  /**
   * A job that is open, whatever was taken in before.
   *
   * @param highest version of the document so far; 0 where there is none
   * @param position of the record that it came by
   */
  static Job job(String id, long number, String tenant, Submission submission, int highest,
      @Nullable KafkaPosition position) {
    return new Job(id, number, tenant, submission, highest + 1, submission.fingerprint(),
        Instant.now(), State.NEW, position, false);
  }
}
