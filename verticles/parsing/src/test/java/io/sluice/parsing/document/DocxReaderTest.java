package io.sluice.parsing.document;

import static io.sluice.parsing.Reading.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.parsing.Metadata;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Structure;
import io.sluice.parsing.ZipOf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocxReaderTest {
  private static final String STYLES = """
      <w:styles W_NS>
      <w:style w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
      <w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>
      <w:style w:styleId="a"><w:name w:val="개요 3"/></w:style>
      <w:style w:styleId="b"><w:name w:val="Own"/><w:basedOn w:val="2"/></w:style>
      <w:style w:styleId="c"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>
      </w:styles>""";
  private static final String NUMBERING = """
      <w:numbering W_NS>
      <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
      <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
      </w:numbering>""";

  @TempDir
  private Path folder;

  @Test
  void marksHeadingsWhateverLanguageTheirStylesAreNamedIn() throws IOException {
    assertEquals("# 휴가 규정\n\n## Scope\n\n### 대상\n\n## Own style\n\n모든 직원", read(
        styled("1", "휴가 규정") + styled("2", "Scope") + styled("a", "대상") + styled("b", "Own style")
            + paragraph("모든 직원"))
        .text());
  }

  @Test
  void marksTheItemsOfLists() throws IOException {
    assertEquals("- one\n  - two\n- three\n\n연차\n\n1. first\n2. second", read(
        item(1, 0, "one") + item(1, 1, "two") + item(1, 0, "three") + paragraph("연차")
            + styled("c", "first") + styled("c", "second"))
        .text());
  }

  @Test
  void repeatsATablesHeaderInEachRow() throws IOException {
    assertEquals("Before\n\nName: Kim; Days: 15\nName: 이; Days: 12\n\nAfter", read(
        paragraph("Before") + table(row("Name", "Days"), row("Kim", "15"), row("이", "12"))
            + paragraph("After"))
        .text());
  }

  @Test
  void readsMergedCellsInEachRowAndColumnTheyCover() throws IOException {
    var merged = "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" + paragraph("Sales")
        + "</w:tc>" + cell("Kim") + "</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>"
        + paragraph("")
        + "</w:tc>" + cell("Lee") + "</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>"
        + paragraph("none") + "</w:tc></w:tr>";
    assertEquals("Team: Sales; Name: Kim\nTeam: Sales; Name: Lee\nTeam: none; Name: none", read(
        table(row("Team", "Name"), merged)).text());
  }

  @Test
  void readsAFrameAsTheParagraphsInIt() throws IOException {
    assertEquals("참고\n\n연차는 이월되지 않는다", read(
        table("<w:tr><w:tc>" + paragraph("참고") + paragraph("연차는 이월되지 않는다") + "</w:tc></w:tr>"))
        .text());
  }

  @Test
  void leavesOutWhatIsDeletedHiddenOrGenerated() throws IOException {
    var text = read(
        "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r>"
            + "</w:del><w:ins><w:r><w:t xml:space=\"preserve\"> added</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr>"
            + "<w:t>hidden</w:t></w:r><w:r><w:instrText>PAGEREF</w:instrText></w:r></w:p>"
            + styled("t", "1. Scope 3"));
    assertEquals("kept added", text.text());
    assertEquals("[Dropped[what=navigation, count=1, example=1. Scope 3], "
        + "Dropped[what=hidden, count=1, example=hidden]]", text.dropped().toString());
  }

  @Test
  void escapesWhatOnlyLooksLikeAHeading() throws IOException {
    assertEquals("\\# not a heading", read(paragraph("# not a heading")).text());
  }

  @Test
  void knowsWhatTheFileSaysOfItself() throws IOException {
    var core = """
        <cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>휴가 규정</dc:title>
        <dc:creator>Kim</dc:creator><cp:keywords>leave; 휴가</cp:keywords>
        <dcterms:created>2024-03-05T01:02:03Z</dcterms:created></cp:coreProperties>""";
    var file = ZipOf.docx(folder.resolve("a.docx"), paragraph("x"),
        Map.of("docProps/core.xml", core));
    assertEquals(new Metadata("휴가 규정", "Kim", LocalDate.of(2024, 3, 5), List.of("leave", "휴가"),
        null), parse(file).metadata());
  }

  @Test
  void readsWhatOtherProgramsWrite() throws IOException {
    var file = folder.resolve("poi.docx");
    try (var document = new XWPFDocument(); OutputStream out = Files.newOutputStream(file)) {
      document.getProperties().getCoreProperties().setTitle("By POI");
      document.createParagraph().createRun().setText("연차 15일");
      var table = document.createTable(2, 2);
      table.getRow(0).getCell(0).setText("Name");
      table.getRow(0).getCell(1).setText("Days");
      table.getRow(1).getCell(0).setText("Kim");
      table.getRow(1).getCell(1).setText("15");
      document.write(out);
    }
    var text = parse(file);
    assertEquals("연차 15일\n\nName: Kim; Days: 15", text.text());
    assertEquals("By POI", text.metadata().title());
    assertEquals(Structure.MARKDOWN, text.structure());
  }

  private ParsedText read(String body) throws IOException {
    return parse(ZipOf.docx(folder.resolve("a.docx"), body,
        Map.of("word/styles.xml", STYLES, "word/numbering.xml", NUMBERING)));
  }

  private static ParsedText parse(Path file) {
    return text(new DocumentReader().read(new Source(file, null, null, 100, 100_000)));
  }

  private static String paragraph(String text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  private static String styled(String style, String text) {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr><w:r><w:t>" + text
        + "</w:t></w:r></w:p>";
  }

  private static String item(int list, int level, String text) {
    return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + level + "\"/><w:numId w:val=\"" + list
        + "\"/></w:numPr></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  private static String table(String... rows) {
    return "<w:tbl>" + String.join("", rows) + "</w:tbl>";
  }

  private static String row(String... cells) {
    var row = new StringBuilder("<w:tr>");
    for (var cell : cells) {
      row.append(cell(cell));
    }
    return row.append("</w:tr>").toString();
  }

  private static String cell(String text) {
    return "<w:tc>" + paragraph(text) + "</w:tc>";
  }
}
