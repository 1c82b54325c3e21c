package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderNameTest {

  @ParameterizedTest
  @CsvSource({"acme, acme", "a.b-c_1, a.b-c_1", "Acme, %41cme", "., %2e", ".., %2e%2e",
      "a., a%2e", "a/b, a%2fb", "100%, 100%25", "a+b, a%2bb", "가, %ea%b0%80"})
  void isPlainOrEscaped(String name, String folder) {
    assertEquals(folder, FolderName.of(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "Acme Corp.", "../../etc", "a%41", "a+b c", "회사", "😀", "a\0b"})
  void isReadBack(String name) {
    var folder = FolderName.of(name);

    assertNotNull(folder);
    assertTrue(folder.matches("[a-z0-9%._-]+"), folder);
    assertEquals(name, FolderName.read(folder));
  }

  @Test
  void isNotThereForNothingAndForTooMuch() {
    assertNull(FolderName.of(""));
    assertNull(FolderName.of("가".repeat(100)));
  }
}
