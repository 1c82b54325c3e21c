package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.sluice.message.Copies.LeftOut;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.DocumentVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users read about documents. What is not known is left out. */
final class DocumentViews {

  private DocumentViews() {}

  /**
   * A document.
   *
   * @param passages absent among copies, where nobody counts them
   * @param text absent in lists
   * @param leftOutFor only among copies
   */
  @JsonInclude(Include.NON_NULL)
  record DocumentView(String id, String collection, int version, String title, String mediaType,
      String language, LocalDate date, List<String> tags, List<String> acl,
      @Nullable String source, @Nullable String author, String contentHash,
      @Nullable String embeddingModel, @Nullable String chunking, Instant ingestedAt,
      @Nullable Integer passages, @Nullable String text, @Nullable String leftOutFor) {

    static DocumentView of(DocumentSummary summary) {
      return of(summary.document(), summary.passages(), null, null);
    }

    static DocumentView of(LeftOut copy) {
      return of(copy.document(), null, null, copy.leftOutFor());
    }

    static DocumentView of(DocumentVersion d, @Nullable Integer passages, @Nullable String text,
        @Nullable String leftOutFor) {
      return new DocumentView(d.id(), d.collection(), d.version(), d.title(), d.mediaType(),
          d.language(), d.date(), d.tags(), d.acl(), d.source(), d.author(), d.contentHash(),
          d.embeddingModel(), d.chunking(), d.ingestedAt(), passages, text, leftOutFor);
    }
  }

  record Documents(List<DocumentView> documents,
      @JsonInclude(Include.ALWAYS) @Nullable String next) {

    /** A page; where it is full, there may be a next one. */
    static Documents page(List<DocumentView> documents, int limit) {
      return new Documents(documents,
          documents.size() < limit ? null : documents.getLast().id());
    }
  }

  /** The receipt of an erasure. */
  record Receipt(String document, String collection, Counts erased, List<String> searchedAgain) {

    static Receipt of(String document, String collection, Erased e) {
      return new Receipt(document, collection,
          new Counts(e.passages(), e.versions(), e.ingestions(), e.rawFiles(), e.originals()),
          e.searchedAgain() == null ? List.of() : e.searchedAgain());
    }
  }

  @JsonInclude(Include.NON_NULL)
  record Counts(int passages, @Nullable Integer versions, int ingestions, int rawFiles,
      @Nullable Integer originals) {}
}
