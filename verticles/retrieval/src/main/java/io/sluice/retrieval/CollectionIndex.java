package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
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

  private static final String EPOCH = "epoch";

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
      commit(first, 0);
    }
    return new CollectionIndex(name, directory);
  }

  /** The last commit, to be closed by the caller. Never waits for a writer. */
  Snapshot snapshot() throws IOException {
    var searcher = searchers.acquire();
    return new Snapshot(name, searcher, epoch(searcher), () -> searchers.release(searcher));
  }

  Reply<DocumentCommitted> commit(CommitDocument request) throws IOException {
    return inTurn(snapshot -> switch (CommitPlan.of(request, snapshot)) {
      case CommitPlan.Refuse(var refusal) -> Reply.refused(refusal);
      case CommitPlan.Keep(var passages) -> Reply
          .of(new DocumentCommitted(passages, 0, passages, 0, snapshot.epoch()));
      case CommitPlan.Replace(var block, var total, var added, var reused, var removed) -> {
        var epoch = snapshot.epoch() + 1;
        var writing = writer();
        writing.updateDocuments(key(request.document().id()), block);
        commit(writing, epoch);
        yield Reply.of(new DocumentCommitted(total, added, reused, removed, epoch));
      }
    });
  }

  /** Erases, and writes anew whatever segment held anything deleted, all in one commit. */
  Reply<DocumentErased> erase(String document, CallInfo call) throws IOException {
    return inTurn(snapshot -> {
      var entry = snapshot.entry(document);
      if (entry == null || !snapshot.isVisible(document, call)) {
        return Reply.refused(snapshot.unknown(document));
      }
      var epoch = snapshot.epoch() + 1;
      var writing = writer();
      writing.deleteDocuments(key(document));
      // Segments that are being merged anyway are left out of a forced merge, hence the loop.
      do {
        writing.forceMergeDeletes(true);
        WriterSettings.awaitMerges(writing);
      } while (writing.hasDeletions());
      commit(writing, epoch);
      return Reply.of(new DocumentErased(entry.passageHashes().size(), epoch));
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

  private static void commit(IndexWriter writer, long epoch) throws IOException {
    writer.setLiveCommitData(Map.of(EPOCH, Long.toString(epoch)).entrySet());
    writer.commit();
  }

  private static long epoch(IndexSearcher searcher) throws IOException {
    var reader = (DirectoryReader) searcher.getIndexReader();
    return Long.parseLong(reader.getIndexCommit().getUserData().getOrDefault(EPOCH, "0"));
  }

  private static Term key(String document) {
    return new Term(Schema.DOCUMENT, document);
  }
}
