package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What vanishes is erased, once it is surely gone, and never too much of it. */
class FolderErasureIT extends FolderCase {
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

  private int documentsWhenSettled() throws Exception {
    settle();
    return corpus.active.size();
  }
}
