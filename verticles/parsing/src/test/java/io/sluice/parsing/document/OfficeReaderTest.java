package io.sluice.parsing.document;

import static io.sluice.parsing.Reading.text;
import static io.sluice.parsing.Reading.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.parsing.ParsedText;
import io.sluice.parsing.ZipOf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hpsf.PropertySetFactory;
import org.apache.poi.hpsf.WritingNotSupportedException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficeReaderTest {
  private static final String SHEET = "# 휴가\n\nName: Kim; Days: 15\nName: 이영희; Days: 12.5";

  @TempDir
  private Path folder;

  @Test
  void readsASheetWithItsHeaderInEachRow() throws IOException {
    try (var book = new XSSFWorkbook()) {
      assertEquals(SHEET, read(write(book, "a.xlsx")).text());
    }
  }

  @Test
  void readsAnOldSheet() throws IOException {
    try (var book = new HSSFWorkbook()) {
      assertEquals(SHEET, read(write(book, "a.xls")).text());
    }
  }

  @Test
  void readsSlidesWithWhereEachBegins() throws IOException {
    var file = folder.resolve("a.pptx");
    try (var show = new XMLSlideShow(); OutputStream out = Files.newOutputStream(file)) {
      for (var words : new String[]{"First slide", "둘째 장"}) {
        show.createSlide().createTextBox().setText(words);
      }
      show.write(out);
    }
    var text = read(file);
    assertEquals(2, text.pageStarts().size());
    assertTrue(text.text().startsWith("First slide"), text.text());
    assertTrue(text.text().substring(text.pageStarts().get(1)).startsWith("둘째 장"), text.text());
  }

  @Test
  void readsOpenDocument() throws IOException {
    var file = ZipOf.entries(folder.resolve("a.odt"), ordered("mimetype",
        "application/vnd.oasis.opendocument.text", "content.xml", """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
             xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
            <office:body><office:text><text:h text:outline-level="1">휴가</text:h>
            <text:p>연차는 15일이다.</text:p></office:text></office:body></office:document-content>"""));
    assertEquals("# 휴가\n\n연차는 15일이다.", read(file).text());
  }

  @Test
  void readsRichText() throws IOException {
    var file = Files.write(folder.resolve("a.rtf"),
        "{\\rtf1\\ansi\\ansicpg949\\uc1 Annual leave\\par \\u50672?\\u52264? 15\\par}".getBytes(
            StandardCharsets.US_ASCII));
    assertEquals("Annual leave\n\n연차 15", read(file).text());
  }

  @Test
  void readsABook() throws IOException {
    var file = ZipOf.entries(folder.resolve("a.epub"), ordered("mimetype", "application/epub+zip",
        "META-INF/container.xml",
        """
            <?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
            <rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles>
            </container>""",
        "c.opf", """
            <?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>책</dc:title></metadata>
            <manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
            <spine><itemref idref="a"/></spine></package>""",
        "a.xhtml", """
            <html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>
            <body><h1>장</h1><p>words</p></body></html>"""));
    var text = read(file);
    assertEquals("# 장\n\nwords", text.text());
    assertEquals("책", text.metadata().title());
  }

  @Test
  void readsHangulFiles() throws IOException, WritingNotSupportedException {
    var text = read(hangul());
    assertEquals("연차는 15일이다.", text.text());
    assertEquals("휴가 규정", text.metadata().title());
  }

  @Test
  void saysWhereAHangulFileIsCutOff() throws IOException, WritingNotSupportedException {
    var whole = Files.readAllBytes(hangul());
    for (var length : new int[]{600, whole.length / 2, whole.length - 700}) {
      var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertEquals("is damaged or incomplete", why(cut), length + " of " + whole.length);
    }
  }

  @Test
  void saysWhereAnOfficeFileHasNothingInIt() throws IOException {
    var file = folder.resolve("a");
    try (var office = new POIFSFileSystem(); OutputStream out = Files.newOutputStream(file)) {
      office.writeFilesystem(out);
    }
    assertEquals("is damaged or incomplete", why(file));
  }

  @Test
  void saysWhatToDoWithAHangulFileOfOld() throws IOException {
    var head = "HWP Document File V3.00 \u001A\1\2\3\4\5".getBytes(StandardCharsets.US_ASCII);
    var file = Files.write(folder.resolve("a.hwp"), Arrays.copyOf(head, 4000));
    assertEquals("was written by a Hangul older than 5.0: save it anew as HWP 5 or PDF", why(file));
  }

  @Test
  void refusesAnArchiveWithAHugeEntryBesideTheDocument() throws IOException {
    for (var name : new String[]{"[Content_Types].xml", "word/document.xml", "_rels/.rels"}) {
      var bomb = ZipOf.docx(folder.resolve("a.docx"), "<w:p/>",
          Map.of(name, " ".repeat(50_000_000)));
      assertEquals("unpacks to far more than its size", why(bomb), name);
    }
  }

  private Path hangul() throws IOException, WritingNotSupportedException {
    var file = folder.resolve("a.hwp");
    try (var office = new POIFSFileSystem(); OutputStream out = Files.newOutputStream(file)) {
      var header = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
      header.put("HWP Document File".getBytes(StandardCharsets.US_ASCII)).position(32);
      header.putInt(0x05000300);
      office.createDocument(new ByteArrayInputStream(header.array()), "FileHeader");
      var words = "연차는 15일이다.\r".getBytes(StandardCharsets.UTF_16LE);
      var section = ByteBuffer.allocate(4 + words.length).order(ByteOrder.LITTLE_ENDIAN);
      var paragraphText = 67;
      section.putInt(paragraphText | words.length << 20).put(words);
      office.getRoot().createDirectory("BodyText").createDocument("Section0",
          new ByteArrayInputStream(section.array()));
      var about = PropertySetFactory.newSummaryInformation();
      about.setTitle("휴가 규정");
      office.createDocument(about.toInputStream(), "\u0005HwpSummaryInformation");
      office.writeFilesystem(out);
    }
    return file;
  }

  @Test
  void refusesASheetThatUnpacksToFarMoreThanItsSize() throws IOException {
    var parts = new LinkedHashMap<String, String>();
    try (var book = new XSSFWorkbook(); var zip = new ZipFile(write(book, "a.xlsx").toFile())) {
      for (var entry : zip.stream().toList()) {
        var part = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        parts.put(entry.getName(),
            part.replace("<sheetData>", "<sheetData>" + " ".repeat(50_000_000)));
      }
    }
    var bomb = ZipOf.entries(folder.resolve("bomb.xlsx"), parts);
    assertEquals("unpacks to far more than its size", why(bomb));
  }

  @Test
  void refusesABookAndATextThatUnpackToFarMoreThanTheirSize() throws IOException {
    var blank = " ".repeat(50_000_000);
    assertEquals("unpacks to far more than its size", why(ZipOf.entries(folder.resolve("a.epub"),
        ordered("mimetype", "application/epub+zip", "a.xhtml", "<html>" + blank))));
    assertEquals("unpacks to far more than its size", why(ZipOf.entries(folder.resolve("a.odt"),
        ordered("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", blank))));
  }

  @Test
  void whatIsPackedInsideIsNotUnpacked() throws IOException {
    var inner = ZipOf.entries(folder.resolve("inner.zip"), ordered("a", " ".repeat(50_000_000)));
    var outer = ZipOf.docx(folder.resolve("outer.docx"), "<w:p><w:r><w:t>words</w:t></w:r></w:p>",
        Map.of());
    var file = folder.resolve("a.docx");
    try (var from = new ZipFile(outer.toFile());
        var to = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : from.stream().toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(from.getInputStream(entry).readAllBytes());
      }
      to.putNextEntry(new ZipEntry("word/embeddings/a.zip"));
      to.write(Files.readAllBytes(inner));
    }
    assertEquals("words", read(file).text());
  }

  private Path write(Workbook book, String name) throws IOException {
    var sheet = book.createSheet("휴가");
    var rows = new Object[][]{{"Name", "Days"}, {"Kim", 15.0}, {"이영희", 12.5}};
    for (var i = 0; i < rows.length; i++) {
      var row = sheet.createRow(i);
      for (var j = 0; j < 2; j++) {
        if (rows[i][j] instanceof Double number) {
          row.createCell(j).setCellValue(number);
        } else {
          row.createCell(j).setCellValue(rows[i][j].toString());
        }
      }
    }
    var file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      book.write(out);
    }
    return file;
  }

  private static Map<String, String> ordered(String... entries) {
    var map = new LinkedHashMap<String, String>();
    for (var i = 0; i < entries.length; i += 2) {
      map.put(entries[i], entries[i + 1]);
    }
    return map;
  }

  private static String why(Path file) {
    return unreadable(new DocumentReader().read(new Source(file, null, null, 100, 100_000)))
        .message();
  }

  private static ParsedText read(Path file) {
    return text(new DocumentReader().read(new Source(file, null, null, 100, 100_000)));
  }
}
