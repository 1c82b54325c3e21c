package io.sluice.parsing;

import static io.sluice.parsing.Reading.CONFIG;
import static io.sluice.parsing.Reading.text;
import static io.sluice.parsing.Reading.unreadable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.parsing.Parsed.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ParsersIT {
  @TempDir
  private static Path scratch;
  private static Parsers parsers;

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() throws IOException {
    parsers = new Parsers(CONFIG, scratch);
  }

  @AfterAll
  static void stop() {
    parsers.close();
  }

  @Test
  void readsAPdfWhateverItIsCalled() throws IOException {
    for (var name : new String[]{"a.pdf", "a.md", "a.txt", "noname"}) {
      var text = text(parsers.parse(pdf("연차 휴가 Leave"), name, "text/markdown"));
      assertEquals("application/pdf", text.mediaType());
      assertEquals("연차 휴가 Leave", text.text());
    }
  }

  @Test
  void readsAPageThatIsCalledAPdfAsAPage() throws IOException {
    var file = write("a.pdf", "<!doctype html><title>T</title><h1>연차</h1><p>15일</p>");
    var text = text(parsers.parse(file, "a.pdf", "application/pdf"));
    assertEquals("text/html", text.mediaType());
    assertEquals("# 연차\n\n15일", text.text());
  }

  @Test
  void readsATextThatIsCalledAPdfAsText() throws IOException {
    var text = text(parsers.parse(write("a.pdf", "just words"), "a.pdf", "application/pdf"));
    assertEquals("text/plain", text.mediaType());
  }

  @Test
  void refusesAProgramWhateverItIsCalled() throws IOException {
    var program = new byte[4096];
    program[0] = 'M';
    program[1] = 'Z';
    program[0x3C] = (byte) 0x80;
    program[0x80] = 'P';
    program[0x81] = 'E';
    var file = Files.write(folder.resolve("a.txt"), program);
    assertEquals(Reason.UNSUPPORTED, why(file, "a.txt").reason());
  }

  @Test
  void refusesAPictureAndSaysWhatItIs() throws IOException {
    var png = Files.write(folder.resolve("a"), new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26,
        10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'});
    assertEquals(new Unreadable(Reason.UNSUPPORTED,
        "is of a kind that cannot be read (image/png)"), why(png, "a.docx"));
  }

  @Test
  void refusesAPdfWithAPassword() throws IOException {
    try (var pdf = new PdfFile()) {
      pdf.page().lines(200, "secret");
      pdf.document().protect(
          new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      assertEquals(new Unreadable(Reason.ENCRYPTED, "is protected by a password"),
          why(pdf.save(folder.resolve("a.pdf")), "a.pdf"));
    }
  }

  @Test
  void readsAPdfThatOnlyRestrictsItsUse() throws IOException {
    try (var pdf = new PdfFile()) {
      pdf.page().lines(200, "for everybody");
      pdf.document().protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
      assertEquals("for everybody",
          text(parsers.parse(pdf.save(folder.resolve("a.pdf")), "a.pdf", null)).text());
    }
  }

  @Test
  void refusesAWordFileWithAPassword() throws Exception {
    var file = folder.resolve("a.docx");
    try (var office = new POIFSFileSystem()) {
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (var out = encryptor.getDataStream(office)) {
        out.write(Files.readAllBytes(ZipOf.docx(folder.resolve("b.docx"),
            "<w:p><w:r><w:t>secret</w:t></w:r></w:p>", Map.of())));
      }
      try (var out = Files.newOutputStream(file)) {
        office.writeFilesystem(out);
      }
    }
    assertEquals(Reason.ENCRYPTED, why(file, "a.docx").reason());
  }

  @Test
  void refusesAPdfThatIsCutOff() throws IOException {
    var whole = Files.readAllBytes(pdf("words"));
    for (var length : new int[]{20, whole.length / 2, whole.length - 60}) {
      var file = Files.write(folder.resolve("cut.pdf"), Arrays.copyOf(whole, length));
      assertEquals(Reason.BROKEN, why(file, "cut.pdf").reason(), "cut at " + length);
    }
  }

  @Test
  void refusesAWordFileThatIsCutOff() throws IOException {
    var whole = Files.readAllBytes(
        ZipOf.docx(folder.resolve("a.docx"), "<w:p><w:r><w:t>words</w:t></w:r></w:p>", Map.of()));
    for (var length : new int[]{40, whole.length / 2, whole.length - 30}) {
      var file = Files.write(folder.resolve("cut.docx"), Arrays.copyOf(whole, length));
      assertEquals(Reason.BROKEN, why(file, "cut.docx").reason(), "cut at " + length);
    }
  }

  @Test
  void saysThatAPdfHasNoText() throws IOException {
    try (var pdf = new PdfFile()) {
      pdf.page().raw("0 0 100 100 re f\n");
      assertEquals(new Unreadable(Reason.EMPTY, "has no text: its pages may be scanned images"),
          why(pdf.save(folder.resolve("a.pdf")), "a.pdf"));
    }
  }

  @Test
  void saysThatAFileIsEmpty() throws IOException {
    assertEquals(Reason.EMPTY, why(write("a.md", ""), "a.md").reason());
    assertEquals(Reason.EMPTY, why(write("b.md", " \n\t\n"), "b.md").reason());
    assertEquals(Reason.EMPTY, why(write("b.html", "<html><body></body></html>"), "b").reason());
  }

  @Test
  void refusesMorePagesThanItReads() throws IOException {
    try (var pdf = new PdfFile()) {
      for (var i = 0; i < 2001; i++) {
        pdf.page().text(72, 200, 10, "x");
      }
      assertEquals(
          new Unreadable(Reason.TOO_LARGE, "has 2,001 pages, more than the 2,000 that are read"),
          why(pdf.save(folder.resolve("a.pdf")), "a.pdf"));
    }
  }

  @Test
  void refusesMoreTextThanItReads() throws IOException {
    var words = "연차 휴가 ".repeat(200_000);
    var expected = new Unreadable(Reason.TOO_LARGE, "has more than 1,000,000 characters of text");
    assertEquals(expected, why(write("a.md", words), "a.md"));
    assertEquals(expected, why(write("a.html", "<html><p>" + words), "a.html"));
    assertEquals(expected, why(ZipOf.docx(folder.resolve("a.docx"),
        "<w:p><w:r><w:t>" + words + "</w:t></w:r></w:p>", Map.of()), "a.docx"));
  }

  @Test
  void refusesAFileThatUnpacksToFarMoreThanItsSize() throws IOException {
    var bomb = ZipOf.docx(folder.resolve("a.docx"),
        "<w:p><w:r><w:rPr/></w:r></w:p>".repeat(2_000_000), Map.of());
    assertEquals(new Unreadable(Reason.TOO_LARGE, "unpacks to far more than its size"),
        why(bomb, "a.docx"));
  }

  /** What an archive says of its entries may be a lie: then time and memory are what stops it. */
  @Test
  void anArchiveThatLiesEndsTooAndTheNextDocumentIsRead() throws IOException {
    var parts = new LinkedHashMap<String, String>();
    parts.put("mimetype", "application/vnd.oasis.opendocument.text");
    parts.put("content.xml", "<?xml version=\"1.0\"?><office:document-content"
        + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
        + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>"
        + "<text:p>word</text:p>".repeat(3_000_000)
        + "</office:text></office:body></office:document-content>");
    var file = ZipOf.entries(folder.resolve("a.odt"), parts);
    var bytes = Files.readAllBytes(file);
    var central = lastIndex(bytes, new byte[]{'P', 'K', 1, 2});
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(central + 24, 1000);
    Files.write(file, bytes);

    var reason = why(file, "a.odt").reason();
    assertTrue(Set.of(Reason.TOO_LARGE, Reason.TOO_MUCH_MEMORY, Reason.TOO_SLOW, Reason.BROKEN)
        .contains(reason), reason::toString);
    assertEquals("words", text(parsers.parse(pdf("words"), "b.pdf", null)).text());
  }

  @Test
  void aPdfThatUnpacksToFarMoreThanItsSizeEndsTooAndTheNextIsRead() throws IOException {
    var config = new ParsingConfig(100, 1_000_000, Duration.ofSeconds(20), 48, 1);
    try (var small = new Parsers(config, Files.createDirectory(folder.resolve("scratch")));
        var pdf = new PdfFile()) {
      pdf.page().raw("q Q ".repeat(10_000_000));
      var reason = unreadable(small.parse(pdf.save(folder.resolve("bomb.pdf")), "a.pdf", null))
          .reason();
      assertTrue(Set.of(Reason.TOO_MUCH_MEMORY, Reason.TOO_SLOW, Reason.EMPTY).contains(reason),
          reason::toString);
      assertEquals("words", text(small.parse(pdf("words"), "b.pdf", null)).text());
    }
  }

  @Test
  void whatIsOnlyPackedIsNotUnpacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      zip.write("words".getBytes(StandardCharsets.UTF_8));
    }
    var archive = ZipOf.entries(folder.resolve("b.zip"), Map.of("a.txt", "words"));
    assertEquals(Reason.UNSUPPORTED,
        why(Files.write(folder.resolve("a.gz"), packed.toByteArray()), "a.gz").reason());
    assertEquals(Reason.UNSUPPORTED, why(archive, "b.zip").reason());
  }

  private static int lastIndex(byte[] bytes, byte[] sought) {
    var at = bytes.length - sought.length;
    while (!Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
      at--;
    }
    return at;
  }

  @Test
  void refusesAFileThatIsNestedTooDeeply() throws IOException {
    var deep = ZipOf.docx(folder.resolve("a.docx"), "<w:sdt>".repeat(100_000)
        + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:sdt>".repeat(100_000), Map.of());
    assertEquals(new Unreadable(Reason.TOO_LARGE, "is nested too deeply to be read"),
        why(deep, "a.docx"));
  }

  @Test
  void readsAPageHoweverDeepItIsNested() throws IOException {
    var file = write("a.html", "<html><body>" + "<div>".repeat(100_000) + "deep");
    assertEquals("deep", text(parsers.parse(file, "a.html", null)).text());
  }

  @Test
  void asksNobodyWhatADocumentPointsTo() throws IOException {
    try (var server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      var url = "http://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
      var dtd = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + url + "/e\"><!ENTITY % p SYSTEM \"" + url
          + "/p\">%p;]>";
      var page = write("a.html", "<html><head><link rel=stylesheet href='" + url
          + "/a.css'></head><body><img src='" + url + "/a.png'>words");
      assertEquals("words", text(parsers.parse(page, "a.html", null)).text());
      parsers.parse(ZipOf.docxWith(folder.resolve("a.docx"), "<?xml version=\"1.0\"?>" + dtd
          + "<document><body><p><r><t>&e;words</t></r></p></body></document>", Map.of()), "a.docx",
          null);
      parsers.parse(ZipOf.entries(folder.resolve("a.odt"), Map.of("mimetype",
          "application/vnd.oasis.opendocument.text", "content.xml",
          "<?xml version=\"1.0\"?>" + dtd + "<document>&e;</document>")), "a.odt", null);
      parsers.parse(write("a.xml", "<?xml version=\"1.0\"?>" + dtd + "<a>&e;</a>"), "a.xml", null);
      assertNull(server.accept());
    }
  }

  @Test
  void killsAProcessThatHangsAndReadsTheNextDocument() throws IOException {
    var config = new ParsingConfig(100, 1_000_000, Duration.ofSeconds(10), 128, 1);
    try (var impatient = new Parsers(config, Files.createDirectory(folder.resolve("scratch")))) {
      assertEquals(new Unreadable(Reason.TOO_SLOW, "takes longer than 10 s to read"),
          unreadable(impatient.parse(endlessPdf(), "a.pdf", null)));
      assertEquals("words", text(impatient.parse(pdf("words"), "b.pdf", null)).text());
    }
  }

  @Test
  void survivesADocumentThatEatsAllMemoryAndReadsTheNext() throws IOException {
    var config = new ParsingConfig(100, 50_000_000, Duration.ofSeconds(60), 48, 1);
    try (var small = new Parsers(config, Files.createDirectory(folder.resolve("scratch")))) {
      var page = write("a.html", "<html>" + "<p>a<b>b</b>".repeat(1_000_000));
      assertEquals(new Unreadable(Reason.TOO_MUCH_MEMORY, "needs more than 48 MB to read"),
          unreadable(small.parse(page, "a.html", null)));
      assertEquals("words", text(small.parse(pdf("words"), "b.pdf", null)).text());
    }
  }

  @Test
  void readsOnceMoreWhereTheProcessIsEndedFromOutside() throws Exception {
    var config = new ParsingConfig(100, 1_000_000, Duration.ofMinutes(5), 128, 1);
    try (var crashing = new Parsers(config, Files.createDirectory(folder.resolve("scratch")));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var known = readers();
      var parsed = threads.submit(() -> crashing.parse(endlessPdf(), "a.pdf", null));
      for (var i = 0; i < 2; i++) {
        var reader = awaitBusyReader(known);
        known.add(reader);
        reader.destroyForcibly();
      }
      var unreadable = unreadable(parsed.get());
      assertEquals(Reason.CRASHED, unreadable.reason());
      assertTrue(unreadable.retryable());
      assertEquals("words", text(crashing.parse(pdf("words"), "b.pdf", null)).text());
    }
  }

  @Test
  void readsForManyAtOnce() throws Exception {
    var config = new ParsingConfig(100, 1_000_000, Duration.ofSeconds(60), 128, 2);
    try (var shared = new Parsers(config, Files.createDirectory(folder.resolve("scratch")));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Parsed>> all = new ArrayList<>();
      for (var i = 0; i < 20; i++) {
        var name = "words of file " + i;
        var file = pdf(name);
        var html = write(i + ".html", "<html><p>" + name);
        all.add(() -> shared.parse(file, name, null));
        all.add(() -> shared.parse(html, name, null));
      }
      var texts = new ArrayList<String>();
      for (Future<Parsed> parsed : threads.invokeAll(all)) {
        texts.add(text(parsed.get()).text());
      }
      for (var i = 0; i < 40; i++) {
        assertEquals("words of file " + i / 2, texts.get(i));
      }
    }
  }

  @Test
  void endsItsProcessesAndCleansUpWhenItIsClosed() throws IOException {
    var own = Files.createDirectory(folder.resolve("scratch"));
    var before = readers();
    var closing = new Parsers(CONFIG, own);
    text(closing.parse(pdf("words"), "a.pdf", null));
    var started = readers();
    started.removeAll(before);
    assertEquals(1, started.size());
    closing.close();
    assertFalse(started.getFirst().isAlive());
    try (var left = Files.list(own)) {
      assertEquals(0, left.count());
    }
    assertThrows(IOException.class, () -> closing.parse(pdf("words"), "a.pdf", null));
  }

  @Test
  void tellsItsProcessesNoSecrets() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/environ")), "only Linux shows the environment");
    try (var own = new Parsers(CONFIG, Files.createDirectory(folder.resolve("scratch")))) {
      var before = readers();
      text(own.parse(pdf("words"), "a.pdf", null));
      var started = readers();
      started.removeAll(before);
      var environment = Files.readString(
          Path.of("/proc", Long.toString(started.getFirst().pid()), "environ"));
      assertFalse(environment.contains("PATH="));
    }
  }

  @Test
  void refusesAnOldSheetWithAPassword() throws IOException {
    var file = folder.resolve("a.xls");
    Biff8EncryptionKey.setCurrentUserPassword("secret");
    try (var book = new HSSFWorkbook(); OutputStream out = Files.newOutputStream(file)) {
      book.createSheet("a").createRow(0).createCell(0).setCellValue("secret");
      book.write(out);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
    assertEquals(Reason.ENCRYPTED, why(file, "a.xls").reason());
  }

  @Test
  void failsWhereThereIsNoFile() {
    assertThrows(NoSuchFileException.class,
        () -> parsers.parse(folder.resolve("none"), "none", null));
  }

  @Test
  void readsKoreanPagesInTheirOldEncoding() throws IOException {
    var html = "<html><head><meta charset=euc-kr><title>휴가</title></head><body>연차는 15일</body></html>";
    var file = Files.write(folder.resolve("a.html"), html.getBytes(Charset.forName("MS949")));
    var text = text(parsers.parse(file, "a.html", null));
    assertEquals("연차는 15일", text.text());
    assertEquals("휴가", text.metadata().title());
  }

  private Unreadable why(Path file, @Nullable String name) throws IOException {
    return unreadable(parsers.parse(file, name, null));
  }

  private Path write(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private Path pdf(String line) throws IOException {
    try (var pdf = new PdfFile()) {
      pdf.page().lines(200, line);
      return pdf.save(Files.createTempFile(folder, "words", ".pdf"));
    }
  }

  /** A PDF of a few kilobytes whose only page draws a form that draws a form, 10 to the 20th times. */
  private Path endlessPdf() throws IOException {
    return EndlessPdf.write(folder.resolve("endless.pdf"));
  }

  private static List<ProcessHandle> readers() {
    return new ArrayList<>(ProcessHandle.current().children().toList());
  }

  /** A process that is not known yet and has worked for longer than it takes to start. */
  private static ProcessHandle awaitBusyReader(List<ProcessHandle> known) {
    while (true) {
      for (var child : readers()) {
        var busy = child.info().totalCpuDuration().orElse(Duration.ZERO);
        if (!known.contains(child) && busy.compareTo(Duration.ofSeconds(3)) > 0) {
          return child;
        }
      }
      Thread.onSpinWait();
    }
  }
}
