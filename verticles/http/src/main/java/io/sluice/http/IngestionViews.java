package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.sluice.message.DeadLetters.DeadLetter;
import io.sluice.message.Ingestion.Dropped;
import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Instructions;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Progress;
import io.sluice.message.Ingestion.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What users read about documents on their way in. What is not known is left out. */
final class IngestionViews {

  private IngestionViews() {}

  /** How an ingestion fares. */
  @JsonInclude(Include.NON_NULL)
  record IngestionView(String ingestion, String status, String document, int version,
      PassageCounts passages, @JsonInclude(Include.ALWAYS) Errors.@Nullable Body error,
      @Nullable Long revision, @Nullable Progress progress, @Nullable ReportView report) {

    static IngestionView of(IngestionFound found, String requestId) {
      return new IngestionView(found.ingestion(), Responses.lower(found.status()),
          found.document(), found.version(), found.passages(),
          found.error() == null ? null : Errors.body(found.error(), requestId), found.revision(),
          found.progress(), found.report() == null ? null : ReportView.of(found.report()));
    }
  }

  /** What came of a document's content. */
  @JsonInclude(Include.NON_NULL)
  record ReportView(String mediaType, int pages, List<Dropped> dropped,
      Map<String, Integer> masked, @Nullable String leftOutFor,
      @Nullable Instructions instructions) {

    static ReportView of(Report report) {
      return new ReportView(report.mediaType(), report.pages(), report.dropped(),
          new TreeMap<>(report.masked()), report.leftOutFor(), report.instructions());
    }
  }

  record Letters(List<LetterView> letters) {}

  /** A document that could not be taken in. */
  record LetterView(String ingestion, String collection, String document, int version,
      Errors.Body reason, int attempts, Instant failedAt) {

    static LetterView of(DeadLetter letter, String requestId) {
      return new LetterView(letter.ingestion(), letter.collection(), letter.document(),
          letter.version(), Errors.body(letter.reason(), requestId), letter.attempts(),
          letter.failedAt());
    }
  }
}
