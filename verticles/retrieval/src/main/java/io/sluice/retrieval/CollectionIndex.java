package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.CopyChosen;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.PurgeVersions;
import io.sluice.message.Versions.VersionActivated;
import io.sluice.message.Versions.VersionsPurged;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
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

  private final String tenant;
  private final String name;
  private final Consumer<CorpusChanged> listener;
  private final Directory directory;
  private final Precision precision;
  private final SearcherManager searchers;
  private final ReentrantLock turns = new ReentrantLock();
  private @Nullable IndexWriter writer;
  private volatile Census census = new Census(0);

  private CollectionIndex(String tenant, String name, Directory directory, Precision precision,
      Consumer<CorpusChanged> listener) throws IOException {
    this.tenant = tenant;
    this.name = name;
    this.listener = listener;
    this.directory = directory;
    this.precision = precision;
    this.searchers = new SearcherManager(directory, new SearcherFactory());
  }

  /**
   * The index that is there.
   *
   * @param listener hears of each change once it is on disk, before it can be found
   */
  static CollectionIndex open(String tenant, String name, Directory directory,
      Precision precision, Consumer<CorpusChanged> listener) throws IOException {
    if (!CommitData.isReadable(SegmentInfos.readLatestCommit(directory).getUserData())) {
      throw new IOException("it was written by another version of this program; ingest its"
          + " documents again in a new folder");
    }
    return new CollectionIndex(tenant, name, directory, precision, listener);
  }

  /** The index in an empty directory, with nothing in it. */
  static CollectionIndex create(String tenant, String name, Directory directory,
      Precision precision, Consumer<CorpusChanged> listener) throws IOException {
    try (
        var first = new IndexWriter(directory, WriterSettings.create(OpenMode.CREATE, precision))) {
      CommitData.NONE.commit(first);
    }
    return new CollectionIndex(tenant, name, directory, precision, listener);
  }

  /** The last commit, to be closed by the caller. Never waits for a writer. */
  Snapshot snapshot() throws IOException {
    var searcher = searchers.acquire();
    var reader = (DirectoryReader) searcher.getIndexReader();
    var data = CommitData.read(reader.getIndexCommit().getUserData());
    return new Snapshot(name, searcher, data, census(data.epoch()),
        () -> searchers.release(searcher));
  }

  private Census census(long epoch) {
    var known = census;
    if (known.epoch() != epoch) {
      known = new Census(epoch);
      census = known;
    }
    return known;
  }

  Reply<DocumentCommitted> commit(CommitDocument request) throws IOException {
    return inTurn(turn -> Committing.make(request, told(turn)));
  }

  Reply<VersionActivated> activate(ActivateVersion request, CallInfo call) throws IOException {
    return inTurn(turn -> Activating.make(request, call, told(turn)));
  }

  Reply<CopyChosen> choose(ChooseCopy request) throws IOException {
    return inTurn(turn -> Choosing.make(request, told(turn)));
  }

  /** Makes a document unfindable. Its bytes are there until {@link #expunge} is through. */
  Reply<DocumentErased> erase(EraseDocument request, CallInfo call) throws IOException {
    return inTurn(turn -> Erasing.make(request, call, told(turn)));
  }

  /** Versions that cannot be activated from now on. Their bytes go with {@link #expunge}, too. */
  Reply<VersionsPurged> purge(PurgeVersions request) throws IOException {
    return inTurn(turn -> Purging.make(request, told(turn)));
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
    turns.lock();
    try (var active = snapshot()) {
      if (!active.commit().holdsErasedBytes()) {
        return;
      }
      erasure = active.commit().erased();
      writing = writer();
    } finally {
      turns.unlock();
    }
    // A segment that is being merged is left out of the first round. Where that merge began before
    // the erasure, what it makes still holds the deleted, and the second round takes it.
    try {
      for (var round = 0; round < 2; round++) {
        writing.forceMergeDeletes(true);
        WriterSettings.awaitMerges(writing);
      }
    } catch (IllegalStateException e) {
      throw failureOf(e);
    }
    inTurn(turn -> {
      if (!writing.isOpen()) {
        throw new AlreadyClosedException("the writer failed while it expunged");
      }
      turn.before().commit().expungedUpTo(erasure).commit(writing);
      return Reply.of(erasure);
    });
  }

  /** Waits for the writer whose turn it is; searches under way keep their snapshots. */
  @Override
  public void close() throws IOException {
    turns.lock();
    try (directory; searchers) {
      discardWriter();
    } finally {
      turns.unlock();
    }
  }

  private interface Change<A> {
    Reply<A> make(LuceneTurn turn) throws IOException;
  }

  private <A> Reply<A> inTurn(Change<A> change) throws IOException {
    turns.lock();
    try {
      // Only after a turn whose commit was written but could not be opened is there anything to do.
      searchers.maybeRefreshBlocking();
      try (var active = snapshot()) {
        var reply = change.make(new LuceneTurn(active, this::writer));
        searchers.maybeRefreshBlocking();
        return reply;
      } catch (IOException | RuntimeException | Error e) {
        discardWriter();
        throw e;
      }
    } catch (IllegalStateException e) {
      throw failureOf(e);
    } finally {
      turns.unlock();
    }
  }

  /**
   * Why a writer says that it can do no more: where a merge beside the turn found the disk full, that is
   * a failure of the disk like any other.
   */
  private static IOException failureOf(IllegalStateException unusable) {
    if (unusable.getCause() instanceof IOException failure) {
      return new IOException(failure.getMessage(), unusable);
    }
    throw unusable;
  }

  private Turn told(Turn turn) {
    return new ToldTurn(turn, tenant, listener);
  }

  private IndexWriter writer() throws IOException {
    if (writer == null || !writer.isOpen()) {
      writer = new IndexWriter(directory, WriterSettings.create(OpenMode.APPEND, precision));
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
}
