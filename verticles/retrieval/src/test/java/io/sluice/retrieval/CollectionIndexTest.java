package io.sluice.retrieval;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.message.Reply.Answered;
import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionIndexTest {

  private final FullDisk disk = new FullDisk();
  private CollectionIndex index;

  /** A disk that can be full: then nothing can be made durable on it. */
  private static final class FullDisk extends FilterDirectory {
    private boolean full;

    FullDisk() {
      super(new ByteBuffersDirectory());
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      super.sync(names);
    }
  }

  @BeforeEach
  void createIndex() throws IOException {
    index = CollectionIndex.create("docs", disk);
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
  void aSnapshotStaysWhatItWas() throws IOException {
    try (var before = index.snapshot()) {
      index.commit(Draft.of("a", "x").version(2).commit());

      assertEquals(1, requireNonNull(before.entry("a")).document().version());
    }
    assertEquals(2, version("a"));
  }

  private int version(String document) throws IOException {
    try (var snapshot = index.snapshot()) {
      return requireNonNull(snapshot.entry(document)).document().version();
    }
  }

}
