package io.sluice.parsing.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that is written as text. One pass: every character is looked at once. A quotation
 * mark within a quoted cell is written twice; one within another cell is a character as any.
 */
final class DelimitedRows {
  /** What a row has beyond this many cells is one more. */
  private static final int MOST_CELLS = 10_000;

  private final String text;
  private final Dialect dialect;
  private int at;
  private boolean unclosed;

  DelimitedRows(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  static boolean closesItsQuotes(String text, Dialect dialect) {
    var rows = new DelimitedRows(text, dialect);
    while (rows.next() != null) {
      if (rows.unclosed) {
        return false;
      }
    }
    return true;
  }

  /** The next row that has something in it; null at the end. */
  @Nullable
  List<String> next() {
    while (at < text.length()) {
      var row = row();
      if (row.size() > 1 || !row.getFirst().isBlank()) {
        return row;
      }
    }
    return null;
  }

  private List<String> row() {
    var row = new ArrayList<String>();
    while (true) {
      row.add(dialect.quoted() && at < text.length() && text.charAt(at) == '"'
          ? quotedCell()
          : plainCell());
      if (at >= text.length() || text.charAt(at) != dialect.delimiter()) {
        break;
      }
      if (row.size() == MOST_CELLS) {
        row.add(restOfLine());
        break;
      }
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return row;
  }

  private String restOfLine() {
    var newline = text.indexOf('\n', at);
    var rest = text.substring(at, newline < 0 ? text.length() : newline);
    at += rest.length();
    return rest;
  }

  private String plainCell() {
    var from = at;
    while (at < text.length() && !isEnd(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quotedCell() {
    var cell = new StringBuilder();
    at++;
    while (true) {
      var quote = text.indexOf('"', at);
      if (quote < 0) {
        unclosed = true;
        cell.append(text, at, text.length());
        at = text.length();
        return cell.toString();
      }
      cell.append(text, at, quote);
      at = quote + 1;
      if (at < text.length() && text.charAt(at) == '"') {
        cell.append('"');
        at++;
      } else {
        // What follows the mark belongs to the cell all the same.
        return cell.append(plainCell()).toString();
      }
    }
  }

  private boolean isEnd(char c) {
    return c == dialect.delimiter() || c == '\n' || c == '\r';
  }
}
