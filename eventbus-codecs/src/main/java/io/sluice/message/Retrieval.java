package io.sluice.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code retrieval}: the corpus of documents and the search in it. */
public sealed interface Retrieval extends Message {

  Ask<FindPassages, PassagesFound> FIND_PASSAGES = new Ask<>("sluice.retrieval.find",
      FindPassages.class, PassagesFound.class, Duration.ofSeconds(5));
  Ask<CommitDocument, DocumentCommitted> COMMIT_DOCUMENT = new Ask<>("sluice.retrieval.commit",
      CommitDocument.class, DocumentCommitted.class, Duration.ofSeconds(60));
  Ask<FindVersion, VersionFound> FIND_VERSION = new Ask<>("sluice.retrieval.version",
      FindVersion.class, VersionFound.class, Duration.ofSeconds(10));
  Ask<FindDocument, DocumentFound> FIND_DOCUMENT = new Ask<>("sluice.retrieval.document",
      FindDocument.class, DocumentFound.class, Duration.ofSeconds(10));
  Ask<ListDocuments, DocumentsListed> LIST_DOCUMENTS = new Ask<>("sluice.retrieval.documents",
      ListDocuments.class, DocumentsListed.class, Duration.ofSeconds(10));
  Ask<EraseDocument, DocumentErased> ERASE_DOCUMENT = new Ask<>("sluice.retrieval.erase",
      EraseDocument.class, DocumentErased.class, Duration.ofSeconds(30));
  Ask<ListCollections, CollectionsListed> LIST_COLLECTIONS = new Ask<>(
      "sluice.retrieval.collections", ListCollections.class, CollectionsListed.class,
      Duration.ofSeconds(10));

  /**
   * Search the active versions of a collection's documents. The tenant and the principals of the
   * call decide what may be seen; a collection that does not exist is refused as not found.
   *
   * @param vector of the query; null where there is none, then only the keyword leg runs
   * @param vectorFits whether the embedding model understands the query's language
   * @param alpha weight of the vector leg from 0 (keyword alone) to 1; null for the configured one
   */
  record FindPassages(String collection, String query, @Nullable Vector vector, boolean vectorFits,
      SearchMode mode, int k, Filters filters, @Nullable Double alpha) implements Retrieval {}

  /**
   * The best first.
   *
   * @param epoch of the collection when it was searched; each commit makes it grow
   */
  record PassagesFound(List<Hit> hits, long epoch) implements Retrieval {
    public PassagesFound {
      hits = List.copyOf(hits);
    }
  }

  /**
   * Make this version of a document the active one, in one atomic step: passages and registry entry
   * together. Committing the same version again changes nothing.
   *
   * @param text the document's whole text, which the passages' offsets count in
   */
  record CommitDocument(DocumentVersion document, String text, List<NewPassage> passages)
      implements
        Retrieval {
    public CommitDocument {
      passages = List.copyOf(passages);
    }
  }

  /**
   * A version of a document as the registry knows it.
   *
   * @param contentHash of the raw bytes
   * @param acl the principals who may see it; empty for everyone of the tenant
   * @param source where it came from, as its owner would say it
   * @param embeddingModel the model of the passages' vectors; null where they have none
   */
  record DocumentVersion(String collection, String id, int version, String title, String mediaType,
      String language, LocalDate date, List<String> tags, List<String> acl,
      @Nullable String source, String contentHash, @Nullable String embeddingModel,
      Instant ingestedAt) {
    public DocumentVersion {
      tags = List.copyOf(tags);
      acl = List.copyOf(acl);
    }
  }

  /**
   * A passage to be committed.
   *
   * @param vector null to take that of the active version's passage with the same hash
   */
  record NewPassage(String hash, List<String> heading, String language, String text, int start,
      int end, @Nullable Vector vector) {
    public NewPassage {
      heading = List.copyOf(heading);
    }
  }

  record DocumentCommitted(int total, int added, int reused, int removed, long epoch)
      implements
        Retrieval {}

  /** Which passages does the active version have? Not found where there is no such document. */
  record FindVersion(String collection, String document) implements Retrieval {}

  record VersionFound(DocumentVersion document, List<String> passageHashes) implements Retrieval {
    public VersionFound {
      passageHashes = List.copyOf(passageHashes);
    }
  }

  /** The active version with its text. Not found also for those who may not see it. */
  record FindDocument(String collection, String document) implements Retrieval {}

  record DocumentFound(DocumentVersion document, String text, int passages) implements Retrieval {}

  /** The documents the asker may see, by id. */
  record ListDocuments(String collection, @Nullable String after, int limit) implements Retrieval {}

  record DocumentsListed(List<DocumentSummary> documents) implements Retrieval {
    public DocumentsListed {
      documents = List.copyOf(documents);
    }
  }

  record DocumentSummary(DocumentVersion document, int passages) {}

  record EraseDocument(String collection, String document) implements Retrieval {}

  record DocumentErased(int passages, long epoch) implements Retrieval {}

  record ListCollections() implements Retrieval {}

  record CollectionsListed(List<CollectionSummary> collections) implements Retrieval {
    public CollectionsListed {
      collections = List.copyOf(collections);
    }
  }

  record CollectionSummary(String name, int documents, int passages) {}
}
