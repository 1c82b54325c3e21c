package io.sluice.retrieval;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.PurgeVersions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionIndexTest {

  private static final CallInfo CALL = CallInfo.within(Duration.ofMinutes(5), "test");

  private static final ActivateVersion ACTIVATE_FIRST = new ActivateVersion("docs", "a", 1);

  private final FullDisk disk = new FullDisk();
  private CollectionIndex index;

  /** A disk that can be full: then nothing can be made durable on it. */
  private static final class FullDisk extends FilterDirectory {
    private boolean full;
    private boolean fullAfterNextCommit;
    private volatile @Nullable HeldMerge merge;

    FullDisk() {
      super(new ByteBuffersDirectory());
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      var held = merge;
      if (held != null && context.context() == IOContext.Context.MERGE) {
        held.begin();
      } else if (held != null && context.context() == IOContext.Context.FLUSH
          && held.failsBesideNextCommit) {
        held.fail();
      }
      return super.createOutput(name, context);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      super.sync(names);
    }

    /** So that the index can be opened again. */
    @Override
    public void close() {}

    /** The last thing that Lucene does for a commit. */
    @Override
    public void rename(String source, String target) throws IOException {
      super.rename(source, target);
      full = fullAfterNextCommit;
    }
  }

  /** A merge that finds the disk full, and only when a commit is under way. */
  private static final class HeldMerge {
    private boolean failsBesideNextCommit;
    private final CompletableFuture<Thread> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> mayFail = new CompletableFuture<>();

    void begin() throws IOException {
      if (begun.complete(Thread.currentThread())) {
        mayFail.join();
        throw new IOException("No space left on device");
      }
    }

    /** Returns when it has failed the writer, and waits for the commit to end to close it. */
    void fail() {
      failsBesideNextCommit = false;
      mayFail.complete(null);
      Eventually.holds(() -> begun.join().getState() == Thread.State.BLOCKED);
    }
  }

  /** One segment of all there is, as a long life of merging leaves it. */
  static void mergeIntoOneSegment(Directory directory) throws IOException {
    try (var writer = new IndexWriter(directory,
        WriterSettings.create(OpenMode.APPEND, Precision.FULL))) {
      writer.forceMerge(1);
      writer.commit();
    }
  }

  @BeforeEach
  void createIndex() throws IOException {
    index = CollectionIndex.create("acme", "docs", disk, Precision.FULL, _ -> {});
    index.commit(Draft.of("a", "one", "two").commit());
  }

  @AfterEach
  void closeIndex() throws IOException {
    index.close();
  }

  @Test
  void aCommitThatFailsLeavesWhatWasThere() throws IOException {
    disk.full = true;
    assertThrows(IOException.class, () -> index.commit(Draft.of("a", "x").version(2).commit()));

    assertEquals(1, version("a"));
  }

  @Test
  void aCommitThatFailedIsNotMadeByTheNext() throws IOException {
    disk.full = true;
    assertThrows(IOException.class, () -> index.commit(Draft.of("a", "x").version(2).commit()));
    disk.full = false;
    assertInstanceOf(Answered.class, index.commit(Draft.of("b", "three").commit()));

    assertEquals(1, version("a"));
    assertEquals(1, version("b"));
  }

  @Test
  void aCommitBesideWhichAMergeFindsTheDiskFullFailsAsTheDiskDid() throws IOException {
    var merge = new HeldMerge();
    disk.merge = merge;
    for (var i = 0; i < 12; i++) {
      index.commit(Draft.of("b" + i, "three").commit());
    }
    merge.failsBesideNextCommit = true;
    var failure = assertThrows(IOException.class, () -> index.commit(Draft.of("c", "x").commit()));
    index.commit(Draft.of("d", "four").commit());

    assertEquals("No space left on device", failure.getMessage());
    assertInstanceOf(IllegalStateException.class, failure.getCause(), "the writer had failed");
    assertEquals(1, version("d"));
  }

  @Test
  void anErasureThatFailedHalfwayIsFinishedLater() throws IOException {
    for (var id : List.of("b", "c", "d", "e", "f", "g", "h", "i")) {
      index.commit(Draft.of(id, "three").commit());
    }
    index.close();
    mergeIntoOneSegment(disk);
    index = CollectionIndex.open("acme", "docs", disk, Precision.FULL, _ -> {});
    disk.fullAfterNextCommit = true;
    index.erase(new EraseDocument("docs", "a"), CALL);
    assertThrows(IOException.class, index::expunge);
    disk.fullAfterNextCommit = false;
    disk.full = false;
    index.expunge();

    try (var reader = DirectoryReader.open(disk)) {
      assertEquals(8 * 2, reader.maxDoc(), "a passage and a registry entry for each of the others");
    }
  }

  @Test
  void anActivationThatFailsLeavesWhatWasThere() throws IOException {
    index.commit(Draft.of("a", "three").version(2).commit());
    disk.full = true;
    assertThrows(IOException.class, () -> index.activate(ACTIVATE_FIRST, CALL));
    disk.full = false;

    assertEquals(2, version("a"));
    assertInstanceOf(Answered.class, index.activate(ACTIVATE_FIRST, CALL));
    assertEquals(1, version("a"));
  }

  @Test
  void leavingOutThatFailsLeavesBothSearched() throws IOException {
    disk.full = true;
    assertThrows(IOException.class,
        () -> index.commit(Draft.of("b", "one", "two").insteadOf("a").commit()));
    disk.full = false;
    index.commit(Draft.of("c", "three").commit());

    try (var snapshot = index.snapshot()) {
      assertFalse(requireNonNull(snapshot.current("a")).isLeftOut());
      assertNull(snapshot.current("b"));
    }
  }

  @Test
  void everyChangeIsOneCommit() throws IOException {
    var before = generation();
    index.commit(Draft.of("a", "three").version(2).commit());
    assertEquals(before + 1, generation(), "a version more");
    index.activate(ACTIVATE_FIRST, CALL);
    assertEquals(before + 2, generation(), "a rollback");
    index.commit(Draft.of("b", "one", "two").insteadOf("a").commit());
    assertEquals(before + 3, generation(), "a copy that is left out");
    index.erase(new EraseDocument("docs", "b"), CALL);
    assertEquals(before + 4, generation(), "a copy that comes back");
    index.purge(new PurgeVersions("docs", null, 0, Instant.EPOCH));
    assertEquals(before + 5, generation(), "a purge");
  }

  private long generation() throws IOException {
    return SegmentInfos.readLatestCommit(disk).getGeneration();
  }

  @Test
  void aSnapshotStaysWhatItWas() throws IOException {
    try (var before = index.snapshot()) {
      index.commit(Draft.of("a", "x").version(2).commit());

      assertEquals(1, requireNonNull(before.current("a")).number());
    }
    assertEquals(2, version("a"));
  }

  private int version(String document) throws IOException {
    try (var snapshot = index.snapshot()) {
      return requireNonNull(snapshot.current(document)).number();
    }
  }

}
