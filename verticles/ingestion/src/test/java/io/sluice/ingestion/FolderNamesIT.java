package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.privacy.Masking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Names of files, and links, as people have them. */
class FolderNamesIT extends FolderCase {
  @Test
  void namesThatAreDecomposedAreTheSameToPeople() throws Exception {
    write(Normalizer.normalize("한글.md", Normalizer.Form.NFD), TEXT);
    round();

    assertDocuments("wiki/한글.md");
  }

  @Test
  void namesOfFilesAreMaskedWhereTextsAre() throws Exception {
    rules = new CollectionRules(rules.chunking(), Masking.MASK,
        rules.instructions(), rules.copies());
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
}
