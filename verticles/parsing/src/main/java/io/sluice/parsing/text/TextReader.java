package io.sluice.parsing.text;

import io.sluice.parsing.Metadata;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Refused;
import io.sluice.parsing.Structure;
import io.sluice.parsing.cleaning.Blanks;
import io.sluice.parsing.cleaning.Characters;
import io.sluice.parsing.cleaning.Composition;
import io.sluice.parsing.cleaning.Tally;
import io.sluice.parsing.markup.TableRows;
import io.sluice.parsing.markup.TextBuffer;
import io.sluice.parsing.text.FileType.Code;
import io.sluice.parsing.text.FileType.Delimited;
import io.sluice.parsing.text.FileType.Document;
import io.sluice.parsing.text.FileType.Markdown;
import io.sluice.parsing.text.FileType.Plain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of text. Markdown and programs are left as they are, but for their encoding and NFC, so
 * that an offset in the text is one in the source; that goes for front matter too, which is read and
 * stays. Everything is linear in the file's length.
 */
public final class TextReader {
  private final Path file;
  private final @Nullable String charset;
  private final int maxCharacters;
  private final Tally tally = new Tally();

  public TextReader(Path file, @Nullable String declaredType, int maxCharacters) {
    this.file = file;
    this.charset = FileTypes.charset(declaredType);
    this.maxCharacters = maxCharacters;
  }

  public ParsedText read(FileType type) throws IOException {
    var source = TextFile.read(file, charset, maxCharacters, tally);
    if (Blanks.isBlank(source)) {
      throw Refused.empty();
    }
    return switch (type) {
      case Markdown() -> markdown(Composition.composed(source));
      case Code(String language) -> new ParsedText(Composition.composed(source), Structure.CODE,
          language, "text/x-" + language, Metadata.NONE, List.of(), tally.dropped());
      case Plain(String mediaType) -> plain(clean(source), mediaType);
      case Delimited(String mediaType) -> plain(rows(clean(source), mediaType), mediaType);
      case Document(var mediaType) -> throw new IllegalArgumentException("no text: " + mediaType);
    };
  }

  private ParsedText markdown(String text) {
    return new ParsedText(text, Structure.MARKDOWN, null, "text/markdown", FrontMatter.of(text),
        List.of(), tally.dropped());
  }

  private ParsedText plain(String text, String mediaType) throws Refused {
    if (Blanks.isBlank(text)) {
      throw Refused.empty();
    }
    return new ParsedText(text, Structure.PLAIN, null, mediaType, Metadata.NONE, List.of(),
        tally.dropped());
  }

  private String clean(String source) {
    return Characters.clean(source.replace("\r\n", "\n").replace('\r', '\n'), tally);
  }

  private String rows(String text, String mediaType) throws IOException {
    var dialect = Dialect.of(text, mediaType.equals("text/csv") ? ',' : '\t');
    var rows = new DelimitedRows(text, dialect);
    var lines = new TextBuffer(maxCharacters);
    var table = new TableRows(line -> lines.append(lines.isEmpty() ? "" : "\n").append(line));
    for (var row = rows.next(); row != null; row = rows.next()) {
      table.row(row);
    }
    table.end();
    return lines.toString();
  }
}
