package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

  @ParameterizedTest
  @CsvSource({"a.md, , text/markdown", "A.MARKDOWN, , text/markdown", "a.txt, , text/plain",
      "a.b.md, application/octet-stream, text/markdown", ", text/plain, text/plain",
      ", Text/Markdown; charset=utf-8, text/markdown", "noname, text/plain, text/plain",
      ", , text/plain", "휴가.md, , text/markdown"})
  void readsTextAndMarkdown(String name, String declared, String type) {
    assertEquals(type, MediaTypes.of(declared, name));
  }

  @ParameterizedTest
  @CsvSource({"a.pdf, ", "a.exe, application/pdf", ", application/pdf", "README, ", "md, ",
      "a.md., ",
      "a.md/b, ", ", ''", ", ;", ", text/html"})
  void readsNothingElse(String name, String declared) {
    assertNull(MediaTypes.of(declared, name));
  }

  @Test
  void textWithoutANameIsPlain() {
    assertEquals(MediaTypes.TEXT, MediaTypes.of(null, null));
  }
}
