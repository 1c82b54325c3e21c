package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.ingestion.FolderRound.Outcome;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Uploading;
import io.sluice.privacy.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds by hand, and a clock that is set by hand. */
class FolderSourceIT extends SourceCase {
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final Set<String> ALL = Set.of(FolderWatch.EVERYTHING);

  @TempDir
  Path home;
  Path folder;
  Instant now = Instant.parse("2026-05-01T00:00:00Z");
  Placement placement = new Placement("default", List.of("wiki"), List.of());
  long maxBytes = 1 << 20;
  double eraseAtMost = 0.5;
  FolderRound round;

  @BeforeEach
  void begin() throws IOException {
    folder = Files.createDirectory(home.resolve("문서"));
    start();
    round = newRound();
  }

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
  void namesThatAreDecomposedAreTheSameToPeople() throws Exception {
    write(Normalizer.normalize("한글.md", Normalizer.Form.NFD), TEXT);
    round();

    assertDocuments("wiki/한글.md");
  }

  @Test
  void namesOfFilesAreMaskedWhereTextsAre() throws Exception {
    rules = new CollectionRules(rules.chunking(), Masking.MASK, rules.copies());
    restart();
    write("kim@example.com.md", TEXT);
    write("lee@example.com.md", TEXT);
    round();

    settle();
    assertEquals(2, corpus.active.size());
    corpus.active.forEach((key, commit) -> {
      assertTrue(key.document().matches("wiki/-EMAIL-[0-9a-f]{16}-.*"), key.document());
      assertFalse(commit.document().toString().contains("@"), commit.document()::toString);
    });
  }

  @Test
  void filesWhoseNamesBecomeTheSameStayApart() throws Exception {
    write("a b.md", "one");
    write("a-b.md", "two");
    round();
    round();

    assertDocuments("wiki/a-b.md",
        "wiki/a-b.md-" + Hashes.of(List.of("a-b.md")).substring(0, 8));
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

  /** Files that are being written do not count. */
  private boolean hasOneJob() {
    return assertDoesNotThrow(
        () -> files("jobs").stream().filter(name -> name.endsWith(".json")).count() == 1);
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
  void aVanishedFileIsErasedOnceItIsSurelyGone() throws Exception {
    write("a.md", TEXT);
    write("b/b.md", TEXT);
    write("b/c.md", TEXT);
    round();
    assertDocuments("wiki/a.md", "wiki/b/b.md", "wiki/b/c.md");
    Files.delete(folder.resolve("b/b.md"));

    assertEquals(Set.of("b/b.md"), round().unsettled());
    assertEquals(3, corpus.active.size());
    now = now.plus(SETTLE);
    round();

    assertDocuments("wiki/a.md", "wiki/b/c.md");
  }

  @Test
  void aFileThatIsReplacedIsNotErasedMeanwhile() throws Exception {
    write("a.md", TEXT);
    write("b.md", TEXT);
    round();
    Files.delete(folder.resolve("a.md"));
    round();
    write("a.md", TEXT + "more");
    now = now.plus(SETTLE);
    round();

    assertText("wiki/a.md", TEXT + "more");
    assertEquals(2, active("wiki/a.md").document().version());
  }

  @Test
  void onlyWhatThisSourcePutInIsErased() throws Exception {
    ended(submit("wiki/other.md", TEXT));
    write("a.md", TEXT);
    round();
    Files.delete(folder.resolve("a.md"));
    write(".mounted", "");
    round();
    now = now.plus(SETTLE);
    round();

    assertDocuments("wiki/other.md");
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
  void aVanishedFolderTakesItsFilesWithIt() throws Exception {
    write("a.md", TEXT);
    write("b/c.md", TEXT);
    write("b-c.md", TEXT);
    round();
    assertDocuments("wiki/a.md", "wiki/b-c.md", "wiki/b/c.md");
    Files.delete(folder.resolve("b/c.md"));
    Files.delete(folder.resolve("b"));
    round.run(Set.of("b"));
    now = now.plus(SETTLE);
    round.run(Set.of("b"));

    assertDocuments("wiki/a.md", "wiki/b-c.md");
  }

  @Test
  void linksOutOfTheFolderAreNotFollowed() throws Exception {
    var outside = Files.createDirectory(home.resolve("outside"));
    Files.setLastModifiedTime(Files.writeString(outside.resolve("secret.md"), TEXT),
        FileTime.from(now.minusSeconds(3600)));
    write("..data/real.md", TEXT);
    Files.createSymbolicLink(folder.resolve("secret.md"), outside.resolve("secret.md"));
    Files.createSymbolicLink(folder.resolve("all"), outside);
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("nowhere.md"), home.resolve("nothing"));
    Files.createSymbolicLink(folder.resolve("inside.md"), Path.of("..data/real.md"));
    round();
    round.run(Set.of("all/secret.md", "loop/inside.md", "secret.md"));

    assertDocuments("wiki/inside.md");
    assertJobs(1);
  }

  @Test
  void aFileThatBecameALinkOutOfTheFolderIsErased() throws Exception {
    write("a.md", TEXT);
    write("b.md", TEXT);
    round();
    Files.writeString(home.resolve("secret.md"), "secret");
    Files.delete(folder.resolve("a.md"));
    Files.createSymbolicLink(folder.resolve("a.md"), home.resolve("secret.md"));
    round();
    now = now.plus(SETTLE);
    round();

    assertDocuments("wiki/b.md");
  }

  @Test
  void whatCannotBeReadIsNotErased() throws Exception {
    write("a.md", TEXT);
    write("b.md", TEXT);
    round();
    Files.delete(folder.resolve("a.md"));
    Files.createSymbolicLink(folder.resolve("a.md"), folder.resolve("a.md"));
    round();
    now = now.plus(SETTLE);
    round();

    assertDocuments("wiki/a.md", "wiki/b.md");
  }

  @Test
  void aFolderThatIsNotThereErasesNothing() throws Exception {
    write("a.md", TEXT);
    round();
    var away = home.resolve("away");
    Files.move(folder, away);
    assertTrue(round().later());
    now = now.plus(SETTLE);
    round();
    Files.createDirectory(folder);
    round();
    now = now.plus(SETTLE);
    round();
    assertDocuments("wiki/a.md");
    Files.delete(folder);
    Files.move(away, folder);
    round();

    assertDocuments("wiki/a.md");
    assertJobs(1);
  }

  @Test
  void whereTooMuchVanishesNothingIsErased() throws Exception {
    for (var i = 0; i < 20; i++) {
      write("d" + i + ".md", "text " + i);
    }
    round();
    for (var i = 0; i < 11; i++) {
      Files.delete(folder.resolve("d" + i + ".md"));
    }
    round();
    now = now.plus(SETTLE);
    round();
    assertEquals(20, documentsWhenSettled());
    write("d0.md", "text 0");
    round();

    assertEquals(10, documentsWhenSettled(), "ten of twenty are not too much");
  }

  @Test
  void whatVanishesBitByBitIsTooMuchAsWell() throws Exception {
    for (var i = 0; i < 20; i++) {
      write("d" + i + ".md", "text " + i);
    }
    round();
    for (var i = 0; i < 20; i++) {
      var path = "d" + i + ".md";
      Files.delete(folder.resolve(path));
      round.run(Set.of(path));
      now = now.plus(SETTLE);
      round.run(Set.of(path));
    }

    assertEquals(10, documentsWhenSettled());
  }

  @Test
  void anOperatorMayLetAllVanish() throws Exception {
    write("a.md", TEXT);
    round();
    assertDocuments("wiki/a.md");
    Files.delete(folder.resolve("a.md"));
    eraseAtMost = 1;
    reopen();
    round();
    now = now.plus(SETTLE);
    round();

    assertDocuments();
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

  private FolderRound newRound() {
    var source = new FolderSource("wiki", placement.collection(), placement.tags(),
        placement.acl(), Duration.ofHours(1), maxBytes, folder, false, eraseAtMost);
    var delivery = new Delivery(bus, "test");
    try {
      var state = SourceState.open(storage.resolve("sources"), "wiki", FileStamp.class);
      return new FolderRound(source, new Shelf<>(source, state, delivery, names()), delivery,
          FolderWatch.none(), new Looks(() -> now, SETTLE));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void reopen() {
    round = newRound();
  }

  private Outcome round() throws InterruptedException {
    return round.run(ALL);
  }

  private void write(String path, String text) throws IOException {
    write(path, text, now.minusSeconds(3600));
  }

  private void write(String path, String text, Instant modified) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.setLastModifiedTime(Files.writeString(file, text), FileTime.from(modified));
  }

  private int documentsWhenSettled() throws Exception {
    settle();
    return corpus.active.size();
  }

  private Path state() {
    return storage.resolve("sources").resolve("wiki.json");
  }
}
