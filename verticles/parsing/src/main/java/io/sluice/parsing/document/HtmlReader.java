package io.sluice.parsing.document;

import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Refused;
import io.sluice.parsing.Structure;
import io.sluice.parsing.cleaning.Tally;
import io.sluice.parsing.markup.MarkdownWriter;
import io.sluice.parsing.text.TextFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Reads HTML: the main content as Markdown, and what the head says of it. */
final class HtmlReader {
  private static final int HEAD = 4096;

  private HtmlReader() {}

  static ParsedText read(Source source) throws IOException {
    var tally = new Tally();
    var declared = source.charset() != null ? source.charset() : declaredCharset(source);
    var html = TextFile.read(source.file(), declared, source.maxCharacters(), tally);
    var page = Jsoup.parse(html);
    var metadata = HtmlHead.metadata(page);
    var writer = new MarkdownWriter(source.maxCharacters(), tally);
    var content = MainContent.of(page, tally);
    LayoutTables.dissolve(content);
    new HtmlContent(writer).write(content);
    var text = writer.toString();
    if (text.isEmpty()) {
      throw Refused.empty();
    }
    return new ParsedText(text, Structure.MARKDOWN, null, MediaTypes.HTML, metadata, List.of(),
        tally.dropped());
  }

  /** What the page says of its own encoding: {@code <meta charset=…>}, or within a content type. */
  private static @Nullable String declaredCharset(Source source) throws IOException {
    var head = TextFile.ascii(source.file(), HEAD).toLowerCase(Locale.ROOT);
    var at = head.indexOf("charset=");
    if (at < 0) {
      return null;
    }
    var name = new StringBuilder();
    for (var i = at + "charset=".length(); i < head.length(); i++) {
      var c = head.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
        name.append(c);
      } else if (!name.isEmpty() || (c != '"' && c != '\'')) {
        break;
      }
    }
    return name.isEmpty() ? null : name.toString();
  }
}
