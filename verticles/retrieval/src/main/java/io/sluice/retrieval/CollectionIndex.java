package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The Lucene index of one collection.
 *
 * <p>Writers take turns, each turn ends with one commit to disk or leaves no trace. Readers read the
 * last commit from disk rather than the writer's memory: what is found is durable, and goes on being
 * found while writing fails for want of space. A writer that failed is thrown away with what it had
 * not committed, and the next turn opens a new one.
 */
final class CollectionIndex implements Closeable {

  private final String name;
  private final Directory directory;
  private final SearcherManager searchers;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable IndexWriter writer;

  private CollectionIndex(String name, Directory directory) throws IOException {
    this.name = name;
    this.directory = directory;
    this.searchers = new SearcherManager(directory, new SearcherFactory());
  }

  static CollectionIndex open(String name, Directory directory) throws IOException {
    return new CollectionIndex(name, directory);
  }

  /** The index in an empty directory, with nothing in it. */
  static CollectionIndex create(String name, Directory directory) throws IOException {
    try (var first = new IndexWriter(directory, WriterSettings.create(OpenMode.CREATE))) {
      commit(first, CommitData.NONE);
    }
    return new CollectionIndex(name, directory);
  }

  /** The last commit, to be closed by the caller. Never waits for a writer. */
  Snapshot snapshot() throws IOException {
    var searcher = searchers.acquire();
    return new Snapshot(name, searcher, data(searcher), () -> searchers.release(searcher));
  }

  Reply<DocumentCommitted> commit(CommitDocument request) throws IOException {
    return inTurn(active -> switch (CommitPlan.of(request, active)) {
      case CommitPlan.Refuse(var refusal) -> Reply.refused(refusal);
      case CommitPlan.Keep(var passages) -> Reply
          .of(new DocumentCommitted(passages, 0, passages, 0, active.epoch()));
      case CommitPlan.Replace(var block, var total, var added, var reused, var removed) -> {
        var data = active.commit().changed();
        var writing = writer();
        writing.updateDocuments(key(request.document().id()), block);
        commit(writing, data);
        yield Reply.of(new DocumentCommitted(total, added, reused, removed, data.epoch()));
      }
    });
  }

  /** Makes a document unfindable. Its bytes are there until {@link #expunge} is through. */
  Reply<DocumentErased> erase(String document, CallInfo call) throws IOException {
    return inTurn(active -> {
      var entry = active.entry(document);
      if (entry == null || !active.isVisible(document, call)) {
        return Reply.refused(active.unknown(document));
      }
      var data = active.commit().changedByErasing();
      var writing = writer();
      writing.deleteDocuments(key(document));
      commit(writing, data);
      return Reply.of(new DocumentErased(entry.passageHashes().size(), data.epoch(), null, null));
    });
  }

  /**
   * Writes each segment that holds anything deleted anew, without it, if an erasure asks for that. One
   * that was cut short by a crash still does, so erasing the same document again finishes it.
   *
   * <p>Takes no turn meanwhile, since the vectors of a large segment are minutes of work; commits go
   * on.
   */
  void expunge() throws IOException {
    IndexWriter writing;
    long erasure;
    turn.lock();
    try (var active = snapshot()) {
      if (!active.commit().holdsErasedBytes()) {
        return;
      }
      erasure = active.commit().erased();
      writing = writer();
    } finally {
      turn.unlock();
    }
    // A segment that is being merged is left out of the first round. Where that merge began before
    // the erasure, what it makes still holds the deleted, and the second round takes it.
    for (var round = 0; round < 2; round++) {
      writing.forceMergeDeletes(true);
      WriterSettings.awaitMerges(writing);
    }
    inTurn(active -> {
      if (!writing.isOpen()) {
        throw new AlreadyClosedException("the writer failed while it expunged");
      }
      commit(writing, active.commit().expungedUpTo(erasure));
      return Reply.of(erasure);
    });
  }

  /** Waits for the writer whose turn it is; searches under way keep their snapshots. */
  @Override
  public void close() throws IOException {
    turn.lock();
    try (directory; searchers) {
      discardWriter();
    } finally {
      turn.unlock();
    }
  }

  private interface Change<A> {
    Reply<A> make(Snapshot active) throws IOException;
  }

  private <A> Reply<A> inTurn(Change<A> change) throws IOException {
    turn.lock();
    try {
      // Only after a turn whose commit was written but could not be opened is there anything to do.
      searchers.maybeRefreshBlocking();
      try (var active = snapshot()) {
        var reply = change.make(active);
        searchers.maybeRefreshBlocking();
        return reply;
      } catch (IOException | RuntimeException | Error e) {
        discardWriter();
        throw e;
      }
    } finally {
      turn.unlock();
    }
  }

  private IndexWriter writer() throws IOException {
    if (writer == null || !writer.isOpen()) {
      writer = new IndexWriter(directory, WriterSettings.create(OpenMode.APPEND));
    }
    return writer;
  }

  private void discardWriter() throws IOException {
    var discarded = writer;
    writer = null;
    if (discarded != null) {
      discarded.rollback();
    }
  }

  private static void commit(IndexWriter writer, CommitData data) throws IOException {
    writer.setLiveCommitData(data.toStore().entrySet());
    writer.commit();
  }

  private static CommitData data(IndexSearcher searcher) throws IOException {
    var reader = (DirectoryReader) searcher.getIndexReader();
    return CommitData.read(reader.getIndexCommit().getUserData());
  }

  private static Term key(String document) {
    return new Term(Schema.DOCUMENT, document);
  }
}
