package io.sluice.parsing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * A PDF that a test writes. Korean is set in one of the fonts that PDF readers know by name, so that no
 * font is needed to write it.
 */
public final class PdfFile implements AutoCloseable {
  private final PDDocument document = new PDDocument();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final PDResources resources = new PDResources();
  private boolean open;

  public PdfFile() {
    resources.getCOSObject().setItem(COSName.FONT, fonts());
  }

  public PDDocument document() {
    return document;
  }

  public PDResources resources() {
    return resources;
  }

  public PdfFile page() throws IOException {
    endPage();
    open = true;
    return this;
  }

  /** A line, its place from the upper left corner of an A4 page. */
  public PdfFile text(float x, float y, float size, String text) {
    var korean = text.codePoints().anyMatch(c -> c > 0x7F);
    return raw(String.format(Locale.ROOT, "BT /%s %.1f Tf %.1f %.1f Td %s Tj ET%n",
        korean ? "KO" : "EN", size, x, PDRectangle.A4.getHeight() - y,
        korean ? hex(text) : literal(text)));
  }

  /** Lines below each other at the left margin. */
  public PdfFile lines(float y, String... lines) {
    for (var i = 0; i < lines.length; i++) {
      text(72, y + i * 14, 10, lines[i]);
    }
    return this;
  }

  public PdfFile raw(String operators) {
    content.writeBytes(operators.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  public Path save(Path file) throws IOException {
    endPage();
    document.save(file.toFile());
    return file;
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  private void endPage() throws IOException {
    if (open) {
      var page = new PDPage(PDRectangle.A4);
      page.setResources(resources);
      var stream = new PDStream(document);
      try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        content.writeTo(out);
      }
      page.setContents(stream);
      document.addPage(page);
      content.reset();
      open = false;
    }
  }

  private static String hex(String text) {
    return "<" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE)) + ">";
  }

  private static String literal(String text) {
    return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")";
  }

  private static COSDictionary fonts() {
    var english = new COSDictionary();
    english.setItem(COSName.TYPE, COSName.FONT);
    english.setItem(COSName.SUBTYPE, COSName.TYPE1);
    english.setItem(COSName.BASE_FONT, COSName.getPDFName("Helvetica"));
    english.setItem(COSName.ENCODING, COSName.WIN_ANSI_ENCODING);
    var fonts = new COSDictionary();
    fonts.setItem(COSName.getPDFName("EN"), english);
    fonts.setItem(COSName.getPDFName("KO"), korean());
    return fonts;
  }

  private static COSDictionary korean() {
    var name = COSName.getPDFName("HYSMyeongJo-Medium");
    var system = new COSDictionary();
    system.setItem(COSName.REGISTRY, new COSString("Adobe"));
    system.setItem(COSName.ORDERING, new COSString("Korea1"));
    system.setItem(COSName.SUPPLEMENT, COSInteger.ONE);
    var descriptor = new COSDictionary();
    descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
    descriptor.setItem(COSName.FONT_NAME, name);
    descriptor.setInt(COSName.FLAGS, 4);
    var glyphs = new COSDictionary();
    glyphs.setItem(COSName.TYPE, COSName.FONT);
    glyphs.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
    glyphs.setItem(COSName.BASE_FONT, name);
    glyphs.setItem(COSName.CIDSYSTEMINFO, system);
    glyphs.setItem(COSName.FONT_DESC, descriptor);
    glyphs.setInt(COSName.DW, 1000);
    var descendants = new COSArray();
    descendants.add(glyphs);
    var font = new COSDictionary();
    font.setItem(COSName.TYPE, COSName.FONT);
    font.setItem(COSName.SUBTYPE, COSName.TYPE0);
    font.setItem(COSName.BASE_FONT, name);
    font.setItem(COSName.ENCODING, COSName.getPDFName("UniKS-UCS2-H"));
    font.setItem(COSName.DESCENDANT_FONTS, descendants);
    return font;
  }
}
