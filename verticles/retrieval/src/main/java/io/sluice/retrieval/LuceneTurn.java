package io.sluice.retrieval;

import java.io.IOException;
import org.apache.lucene.index.IndexWriter;

/** A turn at writing an index, which ends with one commit to disk. */
final class LuceneTurn implements Turn {

  private final Snapshot before;
  private final Writers writers;

  LuceneTurn(Snapshot before, Writers writers) {
    this.before = before;
    this.writers = writers;
  }

  /** Opens the writer where there is none. */
  interface Writers {
    IndexWriter get() throws IOException;
  }

  @Override
  public Snapshot before() {
    return before;
  }

  @Override
  public void makeCurrent(StoredVersion version) throws IOException {
    writers.get().updateDocuments(VersionBlock.current(version.id()),
        VersionBlock.ofCurrent(version));
  }

  @Override
  public void keep(Entry current) throws IOException {
    var version = current.content().leftOutFor(null);
    writers.get().updateDocuments(VersionBlock.kept(version.id(), version.number()),
        VersionBlock.ofKept(version));
  }

  @Override
  public void restore(Entry kept) throws IOException {
    letGo(kept.id(), kept.number());
    makeCurrent(kept.content());
  }

  @Override
  public void letGo(String document, int version) throws IOException {
    writers.get().deleteDocuments(VersionBlock.kept(document, version));
  }

  @Override
  public void erase(String document) throws IOException {
    writers.get().deleteDocuments(VersionBlock.current(document),
        VersionBlock.allKept(document));
  }

  @Override
  public void searchAgain(Entry leftOut) throws IOException {
    makeCurrent(leftOut.content().leftOutFor(null));
  }

  @Override
  public void leaveOut(Entry searched, String other) throws IOException {
    makeCurrent(searched.content().leftOutFor(other));
  }

  @Override
  public long commit() throws IOException {
    return commit(before.commit().changed());
  }

  @Override
  public long commitErasing() throws IOException {
    return commit(before.commit().changedByErasing());
  }

  private long commit(CommitData data) throws IOException {
    data.commit(writers.get());
    return data.epoch();
  }
}
