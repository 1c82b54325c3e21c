package io.sluice.parsing.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.parsing.Dropped;
import io.sluice.parsing.Metadata;
import io.sluice.parsing.Parsed;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.PdfFile;
import io.sluice.parsing.Structure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfReaderTest {
  @TempDir
  private Path folder;

  @Test
  void readsEnglishAndKoreanWithWhereEachPageBegins() throws IOException {
    try (var pdf = new PdfFile()) {
      pdf.page().lines(200, "Annual leave is fifteen days.");
      pdf.page().lines(200, "연차 휴가는 십오 일이다.");
      var text = read(pdf);
      assertEquals("Annual leave is fifteen days.\n\n연차 휴가는 십오 일이다.", text.text());
      assertEquals(List.of(0, 31), text.pageStarts());
      assertEquals(Structure.PLAIN, text.structure());
      assertEquals("application/pdf", text.mediaType());
    }
  }

  @Test
  void joinsTheLinesOfAParagraph() throws IOException {
    try (var pdf = new PdfFile()) {
      pdf.page().lines(200, "The quick brown fox jumps over the lazy dog and then",
          "it goes on to jump over everything else that it can",
          "find here.", "A new paragraph that begins where the last one ended,",
          "short of the margin.");
      assertEquals("The quick brown fox jumps over the lazy dog and then it goes on to jump over "
          + "everything else that it can find here.\n\nA new paragraph that begins where the last "
          + "one ended, short of the margin.", read(pdf).text());
    }
  }

  @Test
  void leavesOutHeadersFootersAndPageNumbersAndSaysSo() throws IOException {
    try (var pdf = new PdfFile()) {
      for (var page = 1; page <= 6; page++) {
        pdf.page().text(72, 40, 9, "사내 규정집");
        pdf.text(72, 200, 10, "Body of page " + "abcdef".charAt(page - 1) + " stands here.");
        pdf.text(72, 790, 9, "Confidential");
        pdf.text(290, 810, 9, "- " + page + " -");
      }
      var text = read(pdf);
      assertEquals("""
          Body of page a stands here.

          Body of page b stands here.

          Body of page c stands here.

          Body of page d stands here.

          Body of page e stands here.

          Body of page f stands here.""", text.text());
      assertEquals(List.of(new Dropped("repeated-header", 6, "사내 규정집"),
          new Dropped("repeated-footer", 6, "Confidential"),
          new Dropped("page-number", 6, "- 1 -")), text.dropped());
      for (var page = 0; page < 6; page++) {
        assertTrue(text.text().startsWith("Body of page " + "abcdef".charAt(page),
            text.pageStarts().get(page)));
      }
    }
  }

  @Test
  void readsTheOnlyLineOfEachPageWhateverItsNumber() throws IOException {
    try (var pdf = new PdfFile()) {
      for (var page = 1; page <= 3; page++) {
        pdf.page().text(72, 92, 10, "Page secret 4711 on page number " + page);
      }
      var text = read(pdf).text();
      for (var page = 1; page <= 3; page++) {
        assertTrue(text.contains("Page secret 4711 on page number " + page), text);
      }
    }
  }

  @Test
  void leavesOutANumberOppositeARunningTitle() throws IOException {
    try (var pdf = new PdfFile()) {
      for (var page = 1; page <= 4; page++) {
        pdf.page().text(72, 40, 10, "Handbook of leave");
        pdf.text(500, 40, 10, "" + page);
        pdf.text(72, 300, 10, "Words of page " + "abcd".charAt(page - 1) + ".");
      }
      assertEquals("Words of page a.\n\nWords of page b.\n\nWords of page c.\n\nWords of page d.",
          read(pdf).text());
    }
  }

  @Test
  void repeatsATablesHeaderInEachRow() throws IOException {
    try (var pdf = new PdfFile()) {
      pdf.page().text(72, 180, 10, "Leave by person");
      for (var row : new String[][]{{"200", "Name", "Days", "From"}, {"214", "Kim", "15", "May"},
          {"228", "Lee", "12", "June"}}) {
        for (var i = 1; i < row.length; i++) {
          pdf.text(100f * i, Float.parseFloat(row[0]), 10, row[i]);
        }
      }
      assertEquals("Leave by person\n\nName: Kim; Days: 15; From: May\n"
          + "Name: Lee; Days: 12; From: June", read(pdf).text());
    }
  }

  @Test
  void knowsWhatThePdfSaysOfItself() throws IOException {
    try (var pdf = new PdfFile()) {
      pdf.page().lines(200, "Text");
      var about = pdf.document().getDocumentInformation();
      about.setTitle("휴가 규정");
      about.setAuthor("Kim");
      about.setKeywords("leave, 휴가");
      var date = new GregorianCalendar(TimeZone.getTimeZone("Asia/Seoul"));
      date.set(2024, Calendar.MARCH, 5, 3, 0, 0);
      about.setCreationDate(date);
      assertEquals(new Metadata("휴가 규정", "Kim", LocalDate.of(2024, 3, 5), List.of("leave", "휴가"),
          null), read(pdf).metadata());
    }
  }

  private ParsedText read(PdfFile pdf) throws IOException {
    var file = pdf.save(folder.resolve("test.pdf"));
    var parsed = new DocumentReader().read(new Source(file, null, null, 1000, 1_000_000));
    if (parsed instanceof Parsed.Read(var text)) {
      return text;
    }
    throw new AssertionError(parsed.toString());
  }
}
