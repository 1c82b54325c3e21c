package io.sluice.parsing.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.parsing.Dropped;
import io.sluice.parsing.Metadata;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Refused;
import io.sluice.parsing.Structure;
import io.sluice.parsing.text.FileType.Code;
import io.sluice.parsing.text.FileType.Delimited;
import io.sluice.parsing.text.FileType.Markdown;
import io.sluice.parsing.text.FileType.Plain;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReaderTest {
  @TempDir
  private Path folder;

  @Test
  void leavesMarkdownAsItIs() throws IOException {
    var source = "---\r\ntitle: 휴가\r\n---\r\n\r\n# 연차\t\r\n\r\n* a\u200Bb  \r\n";
    var text = read("\uFEFF" + source, new Markdown());
    assertEquals(source, text.text());
    assertEquals(Structure.MARKDOWN, text.structure());
    assertEquals(List.of(), text.dropped());
  }

  @Test
  void composesHangulThatIsInPieces() throws IOException {
    assertEquals("한글", read("한글", new Markdown()).text());
    assertEquals("한글", read("한글", new Code("java")).text());
  }

  @Test
  void readsWhatFrontMatterSays() throws IOException {
    assertEquals(
        new Metadata("연차: 휴가 규정", "Kim, Lee", LocalDate.of(2024, 3, 5), List.of("leave", "휴가"),
            "ko"),
        read("""
            ---
            title: "연차: 휴가 규정"
            authors:
              - Kim
              - Lee
            date: 2024-03-05 # published
            tags: [leave, '휴가']
            lang: ko
            nested:
              title: not this
            ---
            # 연차
            """, new Markdown()).metadata());
    assertEquals(List.of("a", "b"),
        read("---\nkeywords: a, b\n---\n", new Markdown()).metadata().tags());
  }

  @Test
  void takesARuleForNoFrontMatter() throws IOException {
    assertEquals(Metadata.NONE, read("---\ntitle: words\n\nmore", new Markdown()).metadata());
    assertEquals(Metadata.NONE, read("words\n---\ntitle: x\n---", new Markdown()).metadata());
  }

  @Test
  void leavesOutOfPlainTextWhatNoReaderSees() throws IOException {
    var text = read("연\u200B차\r\nleave\u0000\r\n", new Plain("text/plain"));
    assertEquals("연차\nleave\n", text.text());
    assertEquals(List.of(new Dropped("zero-width", 1, "U+200B"),
        new Dropped("control-character", 1, "U+0000")), text.dropped());
  }

  @Test
  void readsKoreanInItsOldEncoding() throws IOException {
    var file = Files.write(folder.resolve("a"), "연차".getBytes(Charset.forName("MS949")));
    assertEquals("연차", new TextReader(file, null, 1000).read(new Plain("text/plain")).text());
  }

  @Test
  void countsWhatCannotBeDecoded() throws IOException {
    var bytes = "연차 휴가는 십오 일이다. ".repeat(20).getBytes(StandardCharsets.UTF_8);
    bytes[31] = (byte) 0xFF;
    var file = Files.write(folder.resolve("a"), bytes);
    assertEquals("undecodable", new TextReader(file, null, 1000).read(new Plain("text/plain"))
        .dropped().getFirst().what());
  }

  @Test
  void repeatsTheHeaderOfATableInEachRow() throws IOException {
    assertEquals("Name: Kim; Days: 15\nName: Lee, \"J\"; Days: 12", read(
        "Name,Days\nKim,15\n\n\"Lee, \"\"J\"\"\",12\n", new Delimited("text/csv")).text());
  }

  @Test
  void findsTheDelimiterOfATable() throws IOException {
    for (var delimiter : new String[]{",", ";", "\t", "|"}) {
      assertEquals("이름: 김; 일: 1", read("이름" + delimiter + "일\r\n김" + delimiter + "1\r\n",
          new Delimited("text/csv")).text());
    }
    assertEquals("a;b: 1,5", read("\"a;b\"\n\"1,5\"\n", new Delimited("text/csv")).text());
  }

  @Test
  void readsAQuotationMarkThatIsNeverClosedAsAny() throws IOException {
    assertEquals("Size: 5\"; Count: 2\nSize: \"6; Count: 3\nSize: 7; Count: 4", read(
        "Size,Count\n5\",2\n\"6,3\n7,4\n", new Delimited("text/csv")).text());
  }

  @Test
  void readsRowsWithoutAHeaderAsTheyAre() throws IOException {
    assertEquals("1; 2\n3; 4", read("1,2\n3,4\n", new Delimited("text/csv")).text());
  }

  @Test
  void keepsAProgramAsItIs() throws IOException {
    var source = "// 주석\r\nclass A {\t}\r\n";
    var text = read(source, new Code("java"));
    assertEquals(source, text.text());
    assertEquals(Structure.CODE, text.structure());
    assertEquals("java", text.codeLanguage());
  }

  @Test
  void refusesATableThatGrowsBeyondTheLimit() {
    var header = "h".repeat(500) + ",b\n";
    assertThrows(Refused.class, () -> read(header + "1,2\n".repeat(10), new Delimited("text/csv")));
  }

  private ParsedText read(String text, FileType type) throws IOException {
    var file = Files.writeString(folder.resolve("a"), text);
    return new TextReader(file, null, 1000).read(type);
  }
}
