package io.sluice.parsing.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.jspecify.annotations.Nullable;

/**
 * Gives the one font that comes with the library for every font that a document does not bring. Its
 * shapes are never drawn; what a letter is and how wide is said by the document. So no machine's fonts
 * are searched, and a document reads the same everywhere.
 */
final class PlainFonts implements FontMapper {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private @Nullable TrueTypeFont font;

  @Override
  public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(font(), true);
  }

  @Override
  public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
    return new FontMapping<>(font(), true);
  }

  @Override
  public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor,
      PDCIDSystemInfo system) {
    return new CIDFontMapping(null, font(), true);
  }

  private TrueTypeFont font() {
    if (font == null) {
      try (var in = Objects.requireNonNull(PDType1Font.class.getResourceAsStream(FONT))) {
        font = new TTFParser().parseEmbedded(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return font;
  }
}
