package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Uploading;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is written or changed in a folder is so in the corpus. */
class FolderChangesIT extends FolderCase {
  @Test
  void filesBecomeDocuments() throws Exception {
    write("a.md", TEXT);
    write("휴가/휴가 규정.md", TEXT + "more");
    write("b.txt", "");

    round();

    assertDocuments("wiki/a.md", "wiki/휴가/휴가-규정.md");
    var commit = active("wiki/휴가/휴가-규정.md");
    assertEquals("file:wiki/휴가/휴가 규정.md", commit.document().source());
    assertEquals(List.of("wiki"), commit.document().tags());
  }

  @Test
  void aChangedFileIsANewVersion() throws Exception {
    write("a.md", TEXT);
    round();
    assertDocuments("wiki/a.md");
    write("a.md", TEXT + "more", now.minusSeconds(1800));
    round();

    assertJobs(2);
    assertText("wiki/a.md", TEXT + "more");
  }

  @Test
  void nothingIsSentAgainWhereNothingChanged() throws Exception {
    write("a.md", TEXT);
    round();
    result(vertx.undeploy(deployment));
    start();
    reopen();
    round();
    write("a.md", TEXT, now.minusSeconds(1800));
    round();

    assertJobs(1);
  }

  @Test
  void aStopLosesNothingOfWhatWasSent() throws Exception {
    write("a.md", "one");
    write("b.md", "two");
    vertx.eventBus().addOutboundInterceptor(sending -> {
      if (sending.message().address().equals(Uploading.START.address()) && hasOneJob()) {
        Thread.currentThread().interrupt();
      }
      sending.next();
    });
    assertThrows(InterruptedException.class, this::round);

    var saved = Files.readString(state());
    assertTrue(saved.contains("wiki/a.md"), saved);
    assertFalse(saved.contains("wiki/b.md"), saved);
  }

  @Test
  void aStateThatCannotBeReadIsPutAside() throws Exception {
    write("a.md", TEXT);
    round();
    assertJobs(1);
    Files.writeString(state(), "{\"a.md\": {\"docum");
    reopen();
    round();

    assertJobs(2);
    assertEquals(1, corpus.commits.size(), "what is sent again is unchanged");
    assertTrue(files("sources").contains("wiki.json.unreadable"));
  }

  @Test
  void aFileIsNotReadWhileItIsWritten() throws Exception {
    write("a.md", "half", now);
    assertEquals(Set.of("a.md"), round().unsettled());
    assertEquals(Set.of("a.md"), round().unsettled(), "no time has passed");
    now = now.plus(SETTLE);
    write("a.md", TEXT, now);
    assertEquals(Set.of("a.md"), round().unsettled());
    assertJobs(0);
    now = now.plus(SETTLE);
    assertEquals(Set.of(), round().unsettled());

    assertJobs(1);
    assertText("wiki/a.md", TEXT);
  }

  @Test
  void aFileThatChangesWhileItIsReadIsReadAgain() throws Exception {
    write("a.md", "half");
    var changed = new AtomicBoolean();
    vertx.eventBus().addOutboundInterceptor(sending -> {
      if (sending.message().address().equals(Uploading.APPEND.address())
          && changed.compareAndSet(false, true)) {
        assertDoesNotThrow(() -> write("a.md", TEXT));
      }
      sending.next();
    });
    assertEquals(Set.of("a.md"), round().unsettled());
    assertJobs(0);
    round();

    assertText("wiki/a.md", TEXT);
    Eventually.holds(() -> files("uploads").isEmpty());
  }

  @Test
  void ofAPartOnlyThatPartIsLookedAt() throws Exception {
    write("a.md", TEXT);
    write("b/c.md", TEXT);
    round.run(Set.of("b", "없음", "../x", ".git/x.md"));

    assertDocuments("wiki/b/c.md");
  }

  @Test
  void anotherCollectionIsAMove() throws Exception {
    placement = new Placement("default", List.of(), List.of("hr"));
    reopen();
    write("a.md", TEXT);
    round();
    assertDocuments("wiki/a.md");
    placement = new Placement("other", List.of(), List.of());
    reopen();
    round();

    Eventually.holds(() -> corpus.active.keySet()
        .equals(Set.of(new DocumentKey(CALL.tenant(), "other", "wiki/a.md"))));
  }

  @Test
  void otherTagsAreSentThoughTheFileIsTheSame() throws Exception {
    write("a.md", TEXT);
    round();
    placement = new Placement("default", List.of("new"), List.of());
    reopen();
    round();

    Eventually.holds(() -> corpus.commits.size() == 2
        && active("wiki/a.md").document().tags().equals(List.of("new")));
  }

  @Test
  void whereTooMuchIsWaitingTheRestComesLater() throws Exception {
    embedder.refusal = new Unavailable("embedding", "down");
    result(vertx.undeploy(deployment));
    maxQueued = 1;
    start(NEVER);
    write("a.md", "one");
    write("b.md", "two");
    assertTrue(round().later());
    assertEquals(1, files("jobs").size());
    embedder.refusal = null;
    restart();
    Eventually.holds(() -> corpus.active.size() == 1);

    assertFalse(round().later());
    assertDocuments("wiki/a.md", "wiki/b.md");
  }

  @Test
  void aFileOfManyPiecesArrivesWhole() throws Exception {
    var text = "줄 하나\n".repeat(100_000);
    maxBytes = 8 << 20;
    reopen();
    write("a.txt", text);
    write("too-large.txt", "x".repeat(9 << 20));
    round();

    assertEquals(List.of(Hashes.of(folder.resolve("a.txt"))), files("raw"));
    assertJobs(1);
    Eventually.holds(() -> files("uploads").isEmpty());
  }

  private boolean hasOneJob() {
    return assertDoesNotThrow(() -> files("jobs").size() == 1);
  }
}
