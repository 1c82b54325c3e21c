package io.sluice.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code ingestion}: documents on their way in. */
public sealed interface Ingestion extends Message {

  Ask<SubmitDocument, DocumentAccepted> SUBMIT_DOCUMENT = new Ask<>("sluice.ingestion.submit",
      SubmitDocument.class, DocumentAccepted.class, Duration.ofSeconds(30));
  Ask<FindIngestion, IngestionFound> FIND_INGESTION = new Ask<>("sluice.ingestion.find",
      FindIngestion.class, IngestionFound.class, Duration.ofSeconds(5));
  Ask<FindSource, SourceFound> FIND_SOURCE = new Ask<>("sluice.ingestion.source", FindSource.class,
      SourceFound.class, Duration.ofSeconds(30));
  Ask<Erase, Erased> ERASE = new Ask<>("sluice.ingestion.erase", Erase.class, Erased.class,
      Duration.ofSeconds(60));

  /**
   * Take this document in. It is accepted once its bytes are safe on disk.
   *
   * @param id null to make one from the file name or title
   * @param mediaType null to tell by the file name
   */
  record SubmitDocument(String collection, @Nullable String id, @Nullable String title,
      @Nullable String fileName, @Nullable String mediaType, List<String> tags, List<String> acl,
      @Nullable String source, Bytes content) implements Ingestion {
    public SubmitDocument {
      tags = List.copyOf(tags);
      acl = List.copyOf(acl);
    }
  }

  record DocumentAccepted(String ingestion, String document, int version) implements Ingestion {}

  record FindIngestion(String ingestion) implements Ingestion {}

  record IngestionFound(String ingestion, Status status, String document, int version,
      PassageCounts passages, @Nullable Refusal error) implements Ingestion {}

  enum Status {
    QUEUED,
    RUNNING,
    DONE,
    UNCHANGED,
    FAILED
  }

  record PassageCounts(int total, int added, int reused, int removed) {
    public static final PassageCounts NONE = new PassageCounts(0, 0, 0, 0);
  }

  /** The raw bytes of a version, by their hash. */
  record FindSource(String contentHash) implements Ingestion {}

  record SourceFound(Bytes content) implements Ingestion {}

  /** Forget this document: what is searched, its raw bytes, and what is still on its way in. */
  record Erase(String collection, String document) implements Ingestion {}

  /** What was erased where. */
  record Erased(int passages, int ingestions, int rawFiles) implements Ingestion {}
}
