package io.sluice.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code retrieval}: the corpus of documents and the search in it. */
public sealed interface Retrieval extends Message {

  Ask<FindPassages, PassagesFound> FIND_PASSAGES = new Ask<>("sluice.retrieval.find",
      FindPassages.class, PassagesFound.class, Duration.ofSeconds(5));
  Ask<WidenPassages, PassagesWidened> WIDEN_PASSAGES = new Ask<>("sluice.retrieval.widen",
      WidenPassages.class, PassagesWidened.class, Duration.ofSeconds(5));
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
  /** With {@link EraseDocument#only}, of which a node of before does not know. */
  Ask<EraseDocument, DocumentErased> ERASE_VERSIONS = new Ask<>("sluice.retrieval.erase-versions",
      EraseDocument.class, DocumentErased.class, Duration.ofSeconds(30));
  Ask<ListCollections, CollectionsListed> LIST_COLLECTIONS = new Ask<>(
      "sluice.retrieval.collections", ListCollections.class, CollectionsListed.class,
      Duration.ofSeconds(10));
  Ask<FindEpoch, EpochFound> FIND_EPOCH = new Ask<>("sluice.retrieval.epoch", FindEpoch.class,
      EpochFound.class, Duration.ofSeconds(5));

  /**
   * Search the active versions of a collection's documents. The tenant and the principals of the
   * call decide what may be seen; a collection that does not exist is refused as not found.
   *
   * @param vector of the query; null where there is none, then only the keyword leg runs
   * @param vectorFits whether the embedding model understands the query's language
   * @param vectorModel the vector is of this model: only passages embedded by it can be compared; null
   *        where there is no vector
   * @param alpha weight of the vector leg from 0 (keyword alone) to 1; null for the configured one
   * @param tuning null for all as it is configured
   */
  record FindPassages(String collection, String query, @Nullable Vector vector, boolean vectorFits,
      SearchMode mode, int k, Filters filters, @Nullable Double alpha,
      @Nullable String vectorModel, @Nullable Tuning tuning) implements Retrieval {

    /** A search as it is configured. */
    public FindPassages(String collection, String query, @Nullable Vector vector,
        boolean vectorFits, SearchMode mode, int k, Filters filters, @Nullable Double alpha,
        @Nullable String vectorModel) {
      this(collection, query, vector, vectorFits, mode, k, filters, alpha, vectorModel, null);
    }
  }

  /**
   * The best first.
   *
   * @param epoch of the collection when it was searched; each commit makes it grow
   * @param otherModel how many of the documents that were searched have vectors of another model, so
   *        that they were found by their words alone; null or 0 where all could be compared
   * @param expansions what else was searched for; null where nothing was
   * @param ageMs how long ago it was found, where retrieval cannot say what is found now; else null
   */
  record PassagesFound(List<Hit> hits, long epoch, @Nullable Integer otherModel,
      @Nullable List<Expansion> expansions, @Nullable Long ageMs) implements Retrieval {
    public PassagesFound {
      hits = List.copyOf(hits);
      expansions = expansions == null ? null : List.copyOf(expansions);
    }

    /** What was found without anything else being searched for. */
    public PassagesFound(List<Hit> hits, long epoch, @Nullable Integer otherModel) {
      this(hits, epoch, otherModel, null, null);
    }

    /** The same, found so long ago. */
    public PassagesFound from(long age) {
      return new PassagesFound(hits, epoch, otherModel, expansions, age);
    }
  }

  /**
   * Say what stands around passages, for context.
   *
   * @param window how many passages before and behind each
   */
  record WidenPassages(String collection, List<Passage> passages, int window)
      implements
        Retrieval {
    public WidenPassages {
      passages = List.copyOf(passages);
    }
  }

  /**
   * The passages in their order, each with its neighbours as one text. One that is not searched any
   * more stays as it was.
   */
  record PassagesWidened(List<Passage> passages) implements Retrieval {
    public PassagesWidened {
      passages = List.copyOf(passages);
    }
  }

  /**
   * Make this version of a document the active one, in one atomic step: passages and registry entry
   * together. Committing the same version again changes nothing.
   *
   * <p>The version before stays for {@link Versions.ActivateVersion}, but is not searched. The same
   * version again with another model or other chunking takes the place of the one that is there.
   *
   * @param text the document's whole text, which the passages' offsets count in
   * @param likeness what tells copies of it; null where nobody looks for copies
   * @param insteadOf documents that are left out of the search from now on, being copies of this one
   * @param leftOutFor the document this one is a copy of, and so is left out itself; null to search it
   */
  record CommitDocument(DocumentVersion document, String text, List<NewPassage> passages,
      @Nullable Likeness likeness, @Nullable List<String> insteadOf, @Nullable String leftOutFor)
      implements
        Retrieval {
    public CommitDocument {
      passages = List.copyOf(passages);
      insteadOf = insteadOf == null ? null : List.copyOf(insteadOf);
    }

    /** A document that has nothing to do with copies. */
    public CommitDocument(DocumentVersion document, String text, List<NewPassage> passages) {
      this(document, text, passages, null, null, null);
    }
  }

  /**
   * A version of a document as the registry knows it.
   *
   * @param contentHash of the raw bytes
   * @param acl the principals who may see it; empty for everyone of the tenant
   * @param source where it came from, as its owner would say it
   * @param embeddingModel the model of the passages' vectors; null where they have none
   * @param chunking the settings the text was cut by; null where that is not known
   */
  record DocumentVersion(String collection, String id, int version, String title, String mediaType,
      String language, LocalDate date, List<String> tags, List<String> acl,
      @Nullable String source, String contentHash, @Nullable String embeddingModel,
      Instant ingestedAt, @Nullable String author, @Nullable String chunking) {
    public DocumentVersion {
      tags = List.copyOf(tags);
      acl = List.copyOf(acl);
    }

    /** Whether an asker finds the same in both: how and when they were taken in may differ. */
    public boolean isSameAs(DocumentVersion other) {
      return contentHash.equals(other.contentHash) && title.equals(other.title)
          && mediaType.equals(other.mediaType) && tags.equals(other.tags)
          && acl.equals(other.acl) && Objects.equals(source, other.source)
          && Objects.equals(author, other.author);
    }
  }

  /**
   * A passage to be committed.
   *
   * @param vector null to take that of the active version's passage with the same hash
   * @param page where it begins, from 1; null where the document has no pages
   */
  record NewPassage(String hash, List<String> heading, String language, String text, int start,
      int end, @Nullable Vector vector, @Nullable Integer page) {
    public NewPassage {
      heading = List.copyOf(heading);
    }
  }

  /**
   * What was committed.
   *
   * @param overtaken true where it was not, since there is something else under its number or above; null
   *        where it was, also before this
   */
  record DocumentCommitted(int total, int added, int reused, int removed, long epoch,
      @Nullable Boolean overtaken) implements Retrieval {
    public DocumentCommitted(int total, int added, int reused, int removed, long epoch) {
      this(total, added, reused, removed, epoch, null);
    }

    public boolean wasOvertaken() {
      return Boolean.TRUE.equals(overtaken);
    }
  }

  /** Which passages does the active version have? Not found where there is no such document. */
  record FindVersion(String collection, String document) implements Retrieval {}

  /**
   * The active version; of a document that is left out, the one that would be searched.
   *
   * @param highest the highest version there is: after a rollback it is not the active one
   */
  record VersionFound(DocumentVersion document, List<String> passageHashes,
      @Nullable Integer highest) implements Retrieval {
    public VersionFound {
      passageHashes = List.copyOf(passageHashes);
    }
  }

  /** The active version with its text. Not found also for those who may not see it. */
  record FindDocument(String collection, String document) implements Retrieval {}

  record DocumentFound(DocumentVersion document, String text, int passages) implements Retrieval {}

  /**
   * The documents the asker may see, by id.
   *
   * @param query only those whose id or title has these words; null for all
   */
  record ListDocuments(String collection, @Nullable String after, int limit,
      @Nullable String query) implements Retrieval {}

  record DocumentsListed(List<DocumentSummary> documents) implements Retrieval {
    public DocumentsListed {
      documents = List.copyOf(documents);
    }
  }

  record DocumentSummary(DocumentVersion document, int passages) {}

  /**
   * Forget all versions of a document. Those it was searched instead of are searched again.
   *
   * @param only those of its versions that are of this, and not found where none is; the newest of the
   *        others is searched then. Null for all
   */
  record EraseDocument(String collection, String document, @Nullable TakenIn only)
      implements
        Retrieval {
    public EraseDocument(String collection, String document) {
      this(collection, document, null);
    }
  }

  /** A version of this content, taken in until this moment. */
  record TakenIn(String contentHash, Instant until) {
    public boolean includes(DocumentVersion version) {
      return version.contentHash().equals(contentHash) && !version.ingestedAt().isAfter(until);
    }
  }

  /**
   * What was erased.
   *
   * @param passages that are searched no more
   * @param versions all that there were, the active one too
   * @param searchedAgain documents that had been left out in favour of this one
   * @param active the version that is searched now; null where none is left
   * @param added passages of that one that were not searched before; null where none is left
   */
  record DocumentErased(int passages, long epoch, @Nullable Integer versions,
      @Nullable List<String> searchedAgain, @Nullable Integer active, @Nullable Integer added)
      implements
        Retrieval {
    /** All there was. */
    public DocumentErased(int passages, long epoch, @Nullable Integer versions,
        @Nullable List<String> searchedAgain) {
      this(passages, epoch, versions, searchedAgain, null, null);
    }
  }

  record ListCollections() implements Retrieval {}

  record CollectionsListed(List<CollectionSummary> collections) implements Retrieval {
    public CollectionsListed {
      collections = List.copyOf(collections);
    }
  }

  record CollectionSummary(String name, int documents, int passages) {}

  /** Which epoch is it now? For whoever remembers what was found. */
  record FindEpoch(String collection) implements Retrieval {}

  record EpochFound(long epoch) implements Retrieval {}
}
