package io.sluice.retrieval;

import java.io.IOException;
import org.apache.lucene.index.IndexWriter;

/**
 * A turn at writing an index. All of it can be found from its commit on, at once and as a whole;
 * without a commit it leaves no trace.
 */
final class Turn {

  private final Snapshot before;
  private final Writers writers;

  Turn(Snapshot before, Writers writers) {
    this.before = before;
    this.writers = writers;
  }

  /** Opens the writer where there is none. */
  interface Writers {
    IndexWriter get() throws IOException;
  }

  /** What there is before this turn. */
  Snapshot before() {
    return before;
  }

  /** Makes this version the document's current one, searched or left out as its head says. */
  void makeCurrent(StoredVersion version) throws IOException {
    writers.get().updateDocuments(VersionBlock.current(version.id()),
        VersionBlock.ofCurrent(version));
  }

  /** Keeps what was the current version, for {@link #makeCurrent} to come back to. */
  void keep(Entry current) throws IOException {
    var version = current.content().leftOutFor(null);
    writers.get().updateDocuments(VersionBlock.kept(version.id(), version.number()),
        VersionBlock.ofKept(version));
  }

  /** Lets go of a version that was kept. */
  void letGo(String document, int version) throws IOException {
    writers.get().deleteDocuments(VersionBlock.kept(document, version));
  }

  /** Lets go of a document with all its versions. */
  void erase(String document) throws IOException {
    writers.get().deleteDocuments(VersionBlock.current(document),
        VersionBlock.allKept(document));
  }

  /** Searches a document that was left out. */
  void searchAgain(Entry leftOut) throws IOException {
    makeCurrent(leftOut.content().leftOutFor(null));
  }

  /** Searches another in the place of this document. */
  void leaveOut(Entry searched, String other) throws IOException {
    makeCurrent(searched.content().leftOutFor(other));
  }

  /** Ends the turn with the epoch that begins. */
  long commit() throws IOException {
    return commit(before.commit().changed());
  }

  /** Ends a turn after which the bytes of what was let go have to go, too. */
  long commitErasing() throws IOException {
    return commit(before.commit().changedByErasing());
  }

  private long commit(CommitData data) throws IOException {
    data.commit(writers.get());
    return data.epoch();
  }
}
