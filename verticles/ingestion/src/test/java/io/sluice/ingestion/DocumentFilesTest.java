package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of documents are copied to another gateway's folder, and compared. */
class DocumentFilesTest {
  @TempDir
  Path folder = Path.of("");

  @Test
  void whatIsNewIsCopiedAndNothingTwice() throws IOException {
    write("here/raw/abc", "text");
    write("here/jobs/1.json", "{}");
    write("here/jobs/2.json.half", "{");
    write("here/uploads/4711", "not yet a document");

    assertEquals(2, files().copy((_, _, _) -> {}));
    assertEquals(0, files().copy((_, _, _) -> {}));
    assertEquals(List.of(), files().differences());
    assertEquals("text", Files.readString(folder.resolve("there/raw/abc")));
    assertFalse(Files.exists(folder.resolve("there/uploads")));
  }

  @Test
  void whatIsErasedIsErasedInTheCopy() throws IOException {
    write("here/raw/abc", "text");
    files().copy((_, _, _) -> {});
    Files.delete(folder.resolve("here/raw/abc"));

    assertEquals(List.of("raw/abc is only in the copy"), files().differences());
    assertEquals(1, files().copy((_, _, _) -> {}));
    assertFalse(Files.exists(folder.resolve("there/raw/abc")));
  }

  @Test
  void whatWasChangedInTheCopyIsTold() throws IOException {
    write("here/raw/abc", "text");
    files().copy((_, _, _) -> {});
    write("there/raw/abc", "tex!");

    assertEquals(List.of("raw/abc is another in the copy"), files().differences());
  }

  @Test
  void aFolderWithDocumentsOfItsOwnIsRefused() throws IOException {
    write("here/raw/abc", "text");
    files().copy((_, _, _) -> {});
    files().checkTarget();
    write("there/raw/own", "another");

    var refused = assertThrows(IOException.class, () -> files().checkTarget());
    assertTrue(String.valueOf(refused.getMessage()).contains("raw/own"), refused::toString);
  }

  private DocumentFiles files() throws IOException {
    return DocumentFiles.open(IngestionConfig.defaults(folder.resolve("here")),
        IngestionConfig.defaults(folder.resolve("there")));
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
