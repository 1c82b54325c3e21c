package io.sluice.message;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code ingestion}: documents on their way in. */
public sealed interface Ingestion extends Message {
  /** What is not found where nothing of a document that there is was masked, or not by who is asked. */
  String ORIGINALS = "originals";

  Ask<SubmitDocument, DocumentAccepted> SUBMIT_DOCUMENT = new Ask<>("sluice.ingestion.submit",
      SubmitDocument.class, DocumentAccepted.class, Duration.ofSeconds(30)).toWhoKnows();
  Ask<FindIngestion, IngestionFound> FIND_INGESTION = new Ask<>("sluice.ingestion.find",
      FindIngestion.class, IngestionFound.class, Duration.ofSeconds(20)).toWhoKnows();
  /** The same, of those that work on it or have: none says of it that it is still queued for somebody. */
  Ask<FindIngestion, IngestionFound> FIND_WORK = new Ask<>("sluice.ingestion.find-work",
      FindIngestion.class, IngestionFound.class, Duration.ofSeconds(20)).toWhoKnows();
  Ask<FindSource, SourceFound> FIND_SOURCE = new Ask<>("sluice.ingestion.source", FindSource.class,
      SourceFound.class, Duration.ofSeconds(30)).toWhoKnows();
  Ask<Activate, Activated> ACTIVATE = new Ask<>("sluice.ingestion.activate", Activate.class,
      Activated.class, Duration.ofSeconds(30));
  Ask<Reveal, Revealed> REVEAL = new Ask<>("sluice.ingestion.reveal", Reveal.class, Revealed.class,
      Duration.ofSeconds(10)).toWhoKnows();
  Ask<Erase, Erased> ERASE = new Ask<>("sluice.ingestion.erase", Erase.class, Erased.class,
      Duration.ofSeconds(60)).toWhoKnows();
  Topic<Forget> FORGET = new Topic<>("sluice.ingestion.forget", Forget.class);

  /**
   * Take this document in. It is accepted once its bytes are safe on disk.
   *
   * @param id null to make one from the file name or title
   * @param mediaType null to tell by the file name and the bytes
   * @param content of the document; empty where there is an {@code upload}
   * @param upload the id of bytes that were sent before; null where the content is here
   * @param author null to take it from the file
   * @param date null to take it from the file, or the day it is taken in
   */
  record SubmitDocument(String collection, @Nullable String id, @Nullable String title,
      @Nullable String fileName, @Nullable String mediaType, List<String> tags, List<String> acl,
      @Nullable String source, Bytes content, @Nullable String upload, @Nullable String author,
      @Nullable LocalDate date) implements Ingestion {
    public SubmitDocument {
      tags = List.copyOf(tags);
      acl = List.copyOf(acl);
    }
  }

  record DocumentAccepted(String ingestion, String document, int version) implements Ingestion {}

  /**
   * How does it fare?
   *
   * @param after answered once there is news after this revision, or after a while without; null to be
   *        answered at once
   */
  record FindIngestion(String ingestion, @Nullable Long after) implements Ingestion {}

  /**
   * How a document fares on its way in.
   *
   * @param error why it failed, or why the attempt before did
   * @param revision grows with each news
   * @param report what came of its content; null before it was read
   */
  record IngestionFound(String ingestion, Status status, String document, int version,
      PassageCounts passages, @Nullable Refusal error, @Nullable Long revision,
      @Nullable Progress progress, @Nullable Report report) implements Ingestion {}

  /**
   * Where it is.
   *
   * @param stage {@code waiting}, {@code reading}, {@code embedding}, {@code committing} or
   *        {@code finished}
   * @param embedded how many of the new passages have their vectors
   * @param attempt from 1
   */
  record Progress(String stage, int embedded, int toEmbed, int attempt) {}

  /**
   * What came of a document's content.
   *
   * @param mediaType what it really is
   * @param pages 0 where it has none
   * @param dropped what was cleaned away, by kind
   * @param masked how many pieces of personal data were masked, by kind
   * @param leftOutFor the document it is a copy of and left out of the search for; null where it is
   *        searched
   * @param instructions what of it speaks to a model; null where nothing does or nobody looked
   */
  record Report(String mediaType, int pages, List<Dropped> dropped, Map<String, Integer> masked,
      @Nullable String leftOutFor, @Nullable Instructions instructions) {
    public Report {
      dropped = List.copyOf(dropped);
      masked = Map.copyOf(masked);
    }
  }

  record Dropped(String what, int count, String example) {}

  /**
   * Passages that speak to a model instead of to people.
   *
   * @param dropped how many of them are not searched
   * @param kinds how many do it in which way
   */
  record Instructions(int passages, int dropped, Map<String, Integer> kinds) {
    public Instructions {
      kinds = Map.copyOf(kinds);
    }
  }

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

  /**
   * What was erased where.
   *
   * @param passages of the version that was searched
   * @param versions all there were
   * @param originals masked values that could have been revealed
   * @param searchedAgain documents that had been left out in favour of this one
   */
  record Erased(int passages, int ingestions, int rawFiles, @Nullable Integer versions,
      @Nullable Integer originals, @Nullable List<String> searchedAgain) implements Ingestion {}

  /**
   * A document was erased: what else there is of it, as it is on hearing this, is to go as well.
   *
   * @param by who erased it, and need not do so again
   * @param principals of one who wanted it erased and was told that there is none: what these may see of it
   *        goes; null where it was erased, and all of it goes
   */
  record Forget(String tenant, String collection, String document, String by,
      @Nullable List<String> principals) implements Ingestion {
    public Forget {
      principals = principals == null ? null : List.copyOf(principals);
    }

    /** All of it was erased. */
    public Forget(String tenant, String collection, String document, String by) {
      this(tenant, collection, document, by, null);
    }
  }

  /** Search this version of the document from now on: a rollback, or its undoing. */
  record Activate(String collection, String document, int version) implements Ingestion {}

  record Activated(int version, int previous, int added, int removed) implements Ingestion {}

  /**
   * What stands behind the tokens of a document whose personal data was masked? One who keeps nothing of it
   * says that it is not found, with {@link #ORIGINALS}.
   */
  record Reveal(String collection, String document) implements Ingestion {}

  /** The values by their tokens. */
  record Revealed(Map<String, String> originals) implements Ingestion {
    public Revealed {
      originals = Map.copyOf(originals);
    }
  }
}
