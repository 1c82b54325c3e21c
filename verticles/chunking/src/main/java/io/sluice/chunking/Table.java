package io.sluice.chunking;

import io.sluice.language.Blank;
import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of Markdown: a row of titles, a row of dashes, and rows.
 *
 * @param rows where each is written, without the blanks around it; the titles and dashes first
 */
record Table(List<Span> rows, int end) {
  private static final int HEAD = 2;
  private static final int LONGEST_HEADER = 200;

  /** The table whose titles this line is; null where it is none. */
  static @Nullable Table at(String text, int start, int end) {
    var dashes = Lines.next(text, start, end);
    if (!isRow(text, start, dashes) || !isDashes(text, dashes, Lines.next(text, dashes, end))) {
      return null;
    }
    var rows = new ArrayList<Span>();
    var at = start;
    while (at < end) {
      var next = Lines.next(text, at, end);
      if (!isRow(text, at, next)) {
        break;
      }
      rows.add(Blank.trimmed(text, at, next));
      at = next;
    }
    return new Table(rows, at);
  }

  Span span() {
    return new Span(rows.getFirst().start(), rows.getLast().end());
  }

  /** Whether its columns' titles have to be told to understand this row. */
  static boolean needsHeader(int row) {
    return row >= HEAD;
  }

  /** The titles of the columns as they are written. */
  String header(String text) {
    var titles = rows.getFirst();
    if (titles.length() <= LONGEST_HEADER) {
      return titles.of(text);
    }
    var end = Graphemes.last(text, titles.start(), titles.start() + LONGEST_HEADER);
    return text.substring(titles.start(), end) + "…";
  }

  private static boolean isRow(String text, int start, int end) {
    return text.indexOf('|', start, end) >= 0;
  }

  private static boolean isDashes(String text, int start, int end) {
    var dashes = 0;
    var bars = 0;
    for (var at = start; at < end; at++) {
      var c = text.charAt(at);
      if (c == '-') {
        dashes++;
      } else if (c == '|') {
        bars++;
      } else if (c != ':' && !Blank.is(c)) {
        return false;
      }
    }
    return dashes > 0 && bars > 0;
  }
}
