package io.sluice.ingestion;

import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.UnsupportedMedia;
import io.sluice.message.Reply;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what is submitted and makes a job of it. */
final class Submissions {

  private Submissions() {}

  /**
   * A job for this document, not yet on disk.
   *
   * @param latest the last job for the same document, which tells the version and what is unchanged
   */
  static Job job(SubmitDocument request, String document, String mediaType, long number,
      @Nullable Job latest, CallInfo call) {
    var contentHash = Hashes.of(request.content().content());
    var fingerprint = Hashes.of(List.of(contentHash, mediaType, text(request.title()),
        text(request.source()), Hashes.of(request.tags()), Hashes.of(request.acl())));
    var job = new Job(UUID.randomUUID().toString(), number, call.tenant(), request.collection(),
        document, latest == null ? 1 : latest.version() + 1, request.title(), mediaType,
        request.tags(), request.acl(), request.source(), contentHash, fingerprint, Instant.now(),
        Status.QUEUED, PassageCounts.NONE, null);
    return latest != null && latest.status() != Status.FAILED
        && latest.fingerprint().equals(fingerprint) ? job.unchangedSince(latest) : job;
  }

  /** The id it goes by: the one given, or one made of its file name or title. */
  static Reply<String> documentId(SubmitDocument request) {
    if (request.id() != null) {
      return DocumentIds.isValid(request.id())
          ? Reply.of(request.id())
          : Reply.refused(new BadRequest("must be letters, digits and . _ - / with no empty step,"
              + " at most " + DocumentIds.MAX_LENGTH + " characters", "id"));
    }
    var named = DocumentIds.fromFileName(request.fileName());
    var made = named == null ? DocumentIds.fromTitle(request.title()) : named;
    return made == null
        ? Reply.refused(new BadRequest("is required where no file name or title makes one", "id"))
        : Reply.of(made);
  }

  static Reply<String> mediaType(SubmitDocument request) {
    var type = MediaTypes.of(request.mediaType(), request.fileName());
    return type == null
        ? Reply.refused(new UnsupportedMedia(
            "only plain text (.txt) and Markdown (.md) can be read, in UTF-8"))
        : Reply.of(type);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
