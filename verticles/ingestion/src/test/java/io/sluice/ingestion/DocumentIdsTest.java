package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentIdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "x/", "a//b", "a/../b", "a/./b", ".", "..", "", " ", "a b",
      "a\\b", "a\nb", "a\0b", "..\\x", ".hidden", "a/.hidden", "%2e%2e/x", "C:x", "🎉", "~/x"})
  void whatIsNoHarmlessPathIsNoId(String id) {
    assertFalse(DocumentIds.isValid(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "휴가-규정.md", "인사/휴가.md", "a..b", "_x", "-", "2026/보고서_1"})
  void whatIsOneIsAnId(String id) {
    assertTrue(DocumentIds.isValid(id));
  }

  @Test
  void anIdHasALimit() {
    assertTrue(DocumentIds.isValid("가".repeat(200)));
    assertFalse(DocumentIds.isValid("가".repeat(201)));
    assertFalse(DocumentIds.isValid("a/".repeat(100_000)));
  }

  @ParameterizedTest
  @CsvSource({"Handbook.md, handbook.md", "휴가 규정.md, 휴가-규정.md", "../../etc/passwd, passwd",
      "C:\\docs\\Plan.txt, plan.txt", "report (1).md, report-1-.md", "'  a  ', a",
      "🎉 party 🎉.md, party-.md", "...x.., x"})
  void aFileNameMakesAnId(String name, String id) {
    assertEquals(id, DocumentIds.fromFileName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"🎉", "🎉🎉.md", ".md", "..", "/", "///", "...", "🎉/", "-.txt"})
  void aNameWithoutALetterMakesNone(String name) {
    assertNull(DocumentIds.fromFileName(name));
  }

  @Test
  void aSlashInATitleIsNoFolder() {
    assertEquals("tcp-ip-안내", DocumentIds.fromTitle("TCP/IP 안내"));
  }

  @Test
  void composedAndDecomposedHangulMakeTheSameId() {
    assertEquals(DocumentIds.fromFileName("휴가.md"),
        DocumentIds.fromFileName(Normalizer.normalize("휴가.md", Normalizer.Form.NFD)));
  }

  @ParameterizedTest
  @CsvSource({"wiki/a.md, wiki/a.md", "위키/휴가 규정.MD, 위키/휴가-규정.MD", "a//b/, a/b", "🎉/🎉.md, -/-.md",
      "../.env, _../_.env", "a/(b)/c?d=e&f, a/-b-/c-d-e-f", "/etc/passwd, etc/passwd"})
  void aPathMakesAnIdStepByStep(String path, String id) {
    assertEquals(id, DocumentIds.fromPath(path));
    assertTrue(DocumentIds.isValid(id));
  }

  @Test
  void longPathsThatStartAlikeStayApart() {
    var one = DocumentIds.fromPath("가나/".repeat(90) + "1.md");
    var two = DocumentIds.fromPath("가나/".repeat(90) + "2.md");

    assertTrue(DocumentIds.isValid(one));
    assertNotEquals(one, two);
  }

  @Test
  void longNamesThatStartAlikeStayApart() {
    var one = DocumentIds.fromFileName("가".repeat(300) + "1.md");
    var two = DocumentIds.fromFileName("가".repeat(300) + "2.md");

    assertNotNull(one);
    assertTrue(DocumentIds.isValid(one));
    assertNotEquals(one, two);
  }

  @Test
  void aLongNameIsNotCutWithinALetter() {
    var id = DocumentIds.fromTitle("a".repeat(99) + "𠀀".repeat(50));

    assertNotNull(id);
    assertTrue(DocumentIds.isValid(id));
  }
}
