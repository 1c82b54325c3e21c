package io.sluice.ingestion;

import io.sluice.ingestion.Job.State;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what is submitted and makes a job of it. */
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
   * @param latest the last job for the same document, which tells the version and what is unchanged
   */
  static Job job(Submission submission, long number, @Nullable Job latest, CallInfo call) {
    var job = job(UUID.randomUUID().toString(), number, call.tenant(), submission, latest, null);
    return latest != null && latest.status() != Status.FAILED
        && latest.fingerprint().equals(job.fingerprint()) ? job.unchangedSince(latest) : job;
  }

  /**
   * A job that is open, whatever was taken in before.
   *
   * @param position of the record that it came by
   */
  static Job job(String id, long number, String tenant, Submission submission,
      @Nullable Job latest, @Nullable KafkaPosition position) {
    return new Job(id, number, tenant, submission, latest == null ? 1 : latest.version() + 1,
        submission.fingerprint(), Instant.now(), State.NEW, position);
  }

  /** The id it goes by: the one given, or one made of its file name or title. */
  static Reply<String> documentId(SubmitDocument request) {
    if (request.id() != null) {
      return DocumentIds.isValid(request.id())
          ? Reply.of(request.id())
          : Reply.refused(new BadRequest("id: must be letters, digits and . _ - / with no empty"
              + " step, at most " + DocumentIds.MAX_LENGTH + " characters", "id"));
    }
    var named = DocumentIds.fromFileName(request.fileName());
    var made = named == null ? DocumentIds.fromTitle(request.title()) : named;
    return made == null
        ? Reply.refused(
            new BadRequest("id: is required where no file name or title makes one", "id"))
        : Reply.of(made);
  }
}
