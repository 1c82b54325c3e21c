package io.sluice.parsing.document;

import io.sluice.parsing.Metadata;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Refused;
import io.sluice.parsing.Structure;
import io.sluice.parsing.cleaning.Tally;
import io.sluice.parsing.markup.MarkdownWriter;
import io.sluice.parsing.text.Dates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.DocumentSelector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.SecureContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads by Tika what has no reader of its own: slides, sheets, OpenDocument, RTF, EPUB, old Office and
 * Hangul files. What is embedded in a file is not read.
 */
final class OfficeReader {
  private final Parser parser = new DefaultParser();

  ParsedText read(Source source, String mediaType)
      throws IOException, TikaException, SAXException {
    var tally = new Tally();
    var writer = new MarkdownWriter(source.maxCharacters(), tally);
    var about = new org.apache.tika.metadata.Metadata();
    about.set(org.apache.tika.metadata.Metadata.CONTENT_TYPE, mediaType);
    var context = new ParseContext();
    context.set(DocumentSelector.class, embedded -> false);
    var blocks = new OfficeContent(writer, source.maxPages());
    try (var in = TikaInputStream.get(source.file(), about)) {
      var handler = new SecureContentHandler(blocks, in);
      try {
        parser.parse(in, handler, about, context);
      } catch (SAXException e) {
        handler.throwIfCauseOf(e);
        throw e;
      }
    }
    blocks.finish();
    var text = writer.toString();
    if (text.isEmpty()) {
      throw Refused.empty();
    }
    return new ParsedText(text, Structure.MARKDOWN, null, mediaType, metadata(about),
        blocks.pageStarts(), tally.dropped());
  }

  private static Metadata metadata(org.apache.tika.metadata.Metadata about) {
    var tags = new ArrayList<String>();
    for (var property : List.of(Office.KEYWORDS, TikaCoreProperties.SUBJECT)) {
      for (var value : about.getValues(property)) {
        tags.addAll(List.of(value.split("[,;]", -1)));
      }
    }
    return new Metadata(about.get(TikaCoreProperties.TITLE), about.get(TikaCoreProperties.CREATOR),
        Dates.of(about.get(TikaCoreProperties.CREATED)), tags,
        about.get(TikaCoreProperties.LANGUAGE));
  }
}
