package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkippedNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {".git", ".x.swp", "~$규정.docx", "x.TMP", "x.part", "x.md~", "#x.md#",
      "보고서.pdf.crdownload", "Thumbs.db", ".~lock.x.odt#"})
  void whatIsHiddenOrAnEditorsOwnIsSkipped(String name) {
    assertTrue(SkippedNames.skips(name));
    assertTrue(SkippedNames.skipsAnyOf("a/" + name + "/b.md"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"규정.docx", "#1 회의록.md", "tmp", "part", "a.b.md", "~a.md"})
  void othersAreNot(String name) {
    assertFalse(SkippedNames.skips(name));
  }
}
