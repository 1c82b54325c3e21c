package io.sluice.parsing.document;

import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Refused;
import io.sluice.parsing.Structure;
import io.sluice.parsing.cleaning.Tally;
import io.sluice.parsing.markup.MarkdownWriter;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads Word files as a stream, which takes little memory for any size, and with their styles, lists
 * and merged cells understood. Foot- and endnotes follow the text.
 */
final class DocxReader {
  private final Source source;
  private final String mediaType;
  private final Tally tally = new Tally();
  private final MarkdownWriter writer;

  DocxReader(Source source, String mediaType) {
    this.source = source;
    this.mediaType = mediaType;
    this.writer = new MarkdownWriter(source.maxCharacters(), tally);
  }

  ParsedText read() throws IOException {
    try (var zip = new ZipFile(source.file().toFile())) {
      var document = mainPart(zip);
      if (document == null) {
        throw Causes.broken();
      }
      var body = new DocxBody(DocxStyles.of(zip), DocxLists.of(zip), writer, tally,
          source.maxCharacters());
      OfficeXml.read(zip, document, body::read);
      OfficeXml.read(zip, "word/footnotes.xml", body::read);
      OfficeXml.read(zip, "word/endnotes.xml", body::read);
      var text = writer.toString();
      if (text.isEmpty()) {
        throw Refused.empty();
      }
      return new ParsedText(text, Structure.MARKDOWN, null, mediaType, CoreProperties.of(zip),
          List.of(), tally.dropped());
    }
  }

  /** Mostly word/document.xml; some programs count them. */
  private static @Nullable String mainPart(ZipFile zip) {
    return zip.stream().map(entry -> entry.getName())
        .filter(name -> name.startsWith("word/document") && name.endsWith(".xml")).sorted()
        .findFirst().orElse(null);
  }
}
