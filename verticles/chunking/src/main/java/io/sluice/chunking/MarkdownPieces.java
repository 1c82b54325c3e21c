package io.sluice.chunking;

import io.sluice.language.Blank;
import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Paragraphs, with fenced code and its blank lines in one. Of those over the limit, the fenced code
 * and the tables that fit are pieces, and of what is left the sentences.
 *
 * <p>A table over the limit comes apart between its rows. A passage is exactly what stands in the text,
 * so the titles of the columns cannot be repeated in it; they stand last in the path of headings of
 * the rows, and so in the path of a passage that starts with one.
 */
final class MarkdownPieces implements Pieces {
  private final Source source;
  private final String text;
  private final LongText longText;

  MarkdownPieces(Source source) {
    this.source = source;
    this.text = source.text();
    this.longText = new LongText(source);
  }

  @Override
  public void of(Span span, List<String> heading, Consumer<Piece> to) {
    var start = -1;
    for (var at = span.start(); at < span.end();) {
      var next = Lines.next(text, at, span.end());
      if (Blank.skip(text, at, next) < next) {
        start = start < 0 ? at : start;
        next = endOfBlock(at, next, span.end());
      } else if (start >= 0) {
        paragraph(Blank.trimmed(text, start, at), heading, to);
        start = -1;
      }
      at = next;
    }
    if (start >= 0) {
      paragraph(Blank.trimmed(text, start, span.end()), heading, to);
    }
  }

  private void paragraph(Span paragraph, List<String> heading, Consumer<Piece> to) {
    if (!fits(paragraph, heading, to)) {
      blocks(paragraph, heading, to);
    }
  }

  private void blocks(Span paragraph, List<String> heading, Consumer<Piece> to) {
    var prose = paragraph.start();
    for (var at = paragraph.start(); at < paragraph.end();) {
      var line = Lines.next(text, at, paragraph.end());
      var next = endOfBlock(at, line, paragraph.end());
      var table = next > line ? null : Table.at(text, at, paragraph.end());
      if (next > line || table != null) {
        prose(prose, at, heading, to);
        prose = table == null ? next : table.end();
      }
      if (table != null) {
        table(table, heading, to);
        next = table.end();
      } else if (next > line) {
        fence(Blank.trimmed(text, at, next), heading, to);
      }
      at = next;
    }
    prose(prose, paragraph.end(), heading, to);
  }

  private void prose(int start, int end, List<String> heading, Consumer<Piece> to) {
    var prose = Blank.trimmed(text, start, end);
    if (prose.length() > 0) {
      longText.sentences(prose, heading, to);
    }
  }

  private void fence(Span fence, List<String> heading, Consumer<Piece> to) {
    if (!fits(fence, heading, to)) {
      Lines.paragraphs(text, fence, paragraph -> longText.halves(paragraph, heading, to));
    }
  }

  private void table(Table table, List<String> heading, Consumer<Piece> to) {
    if (fits(table.span(), heading, to)) {
      return;
    }
    var underTitles = new ArrayList<>(heading);
    underTitles.add(table.header(text));
    for (var row = 0; row < table.rows().size(); row++) {
      longText.halves(table.rows().get(row), Table.needsHeader(row) ? underTitles : heading, to);
    }
  }

  private boolean fits(Span span, List<String> heading, Consumer<Piece> to) {
    var tokens = source.count(span.start(), span.end());
    if (tokens > source.maxTokens()) {
      return false;
    }
    to.accept(new Piece(span.start(), span.end(), tokens, heading));
    return true;
  }

  /** Where the fenced code ends that starts on this line, else where the line does. */
  private int endOfBlock(int start, int next, int end) {
    var fence = Fence.openedBy(text.substring(start, next).stripTrailing());
    if (fence == null) {
      return next;
    }
    var at = next;
    while (at < end) {
      var following = Lines.next(text, at, end);
      if (fence.isClosedBy(text.substring(at, following).stripTrailing())) {
        return following;
      }
      at = following;
    }
    return at;
  }
}
