package io.sluice.message;

import io.sluice.message.Retrieval.DocumentVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code retrieval} about the versions of documents. */
public sealed interface Versions extends Message {

  Ask<ListVersions, VersionsListed> LIST_VERSIONS = new Ask<>("sluice.retrieval.versions",
      ListVersions.class, VersionsListed.class, Duration.ofSeconds(10));
  Ask<OpenVersion, VersionOpened> OPEN_VERSION = new Ask<>("sluice.retrieval.open",
      OpenVersion.class, VersionOpened.class, Duration.ofSeconds(10));
  Ask<ActivateVersion, VersionActivated> ACTIVATE_VERSION = new Ask<>("sluice.retrieval.activate",
      ActivateVersion.class, VersionActivated.class, Duration.ofSeconds(30));
  Ask<PurgeVersions, VersionsPurged> PURGE_VERSIONS = new Ask<>("sluice.retrieval.purge",
      PurgeVersions.class, VersionsPurged.class, Duration.ofSeconds(60));
  Ask<FindOutdated, OutdatedFound> FIND_OUTDATED = new Ask<>("sluice.retrieval.outdated",
      FindOutdated.class, OutdatedFound.class, Duration.ofSeconds(30));

  /** The versions there are, the newest first. Not found also for those who may not see the document. */
  record ListVersions(String collection, String document) implements Versions {}

  record VersionsListed(List<VersionSummary> versions) implements Versions {
    public VersionsListed {
      versions = List.copyOf(versions);
    }
  }

  /**
   * A version and what became of it.
   *
   * @param leftOutFor the document this one is a copy of; null unless it is left out
   */
  record VersionSummary(DocumentVersion document, int passages, State state,
      @Nullable String leftOutFor) {}

  /** What became of a version. */
  enum State {
    /** It is searched. */
    ACTIVE,
    /** It can be made active again. */
    KEPT,
    /** It would be searched, were it not a copy of another document. */
    LEFT_OUT
  }

  /** The text and the passages of a version, whatever its state. */
  record OpenVersion(String collection, String document, int version) implements Versions {}

  record VersionOpened(DocumentVersion document, String text, List<VersionPassage> passages)
      implements
        Versions {
    public VersionOpened {
      passages = List.copyOf(passages);
    }
  }

  /** A passage without its words, which lie between the offsets in the version's text. */
  record VersionPassage(String hash, List<String> heading, int start, int end,
      @Nullable Integer page) {
    public VersionPassage {
      heading = List.copyOf(heading);
    }
  }

  /** Search this version instead of the active one, in one atomic step. It does nothing twice. */
  record ActivateVersion(String collection, String document, int version) implements Versions {}

  record VersionActivated(int version, int previous, int added, int removed, long epoch)
      implements
        Versions {}

  /**
   * Forget versions that are neither active nor left out.
   *
   * @param document null for all documents of the collection
   * @param keep so many of each document stay, the newest; the active one is not counted
   * @param before those that were ingested before this moment go, however few they are
   */
  record PurgeVersions(String collection, @Nullable String document, int keep, Instant before)
      implements
        Versions {}

  record VersionsPurged(List<PurgedVersion> versions) implements Versions {
    public VersionsPurged {
      versions = List.copyOf(versions);
    }
  }

  record PurgedVersion(String document, int version, String contentHash) {}

  /**
   * The active versions that were embedded by another model or cut by other settings, whoever may see
   * them; by id, so many at most.
   */
  record FindOutdated(String collection, String embeddingModel, String chunking,
      @Nullable String after, int limit) implements Versions {}

  record OutdatedFound(List<DocumentVersion> documents) implements Versions {
    public OutdatedFound {
      documents = List.copyOf(documents);
    }
  }
}
