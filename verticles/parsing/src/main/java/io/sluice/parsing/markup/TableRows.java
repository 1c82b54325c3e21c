package io.sluice.parsing.markup;

import io.sluice.parsing.cleaning.Blanks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as lines that each can be read alone: every row with the header repeated, as in
 * {@code Name: Kim; Days: 15}. The first row is the header. A row before it with one cell only, where
 * others have more, is the table's title. Empty cells are left out. Rows are written as they come, so a
 * table may be as long as it likes. One with thousands of columns would grow many times over by its
 * header; there the header is written once, as the first row.
 */
public final class TableRows {
  private static final int LONGEST_HEADER = 10_000;

  private final LineSink sink;
  private @Nullable List<String> title;
  private @Nullable List<String> header;
  private boolean headerUsed;

  public TableRows(LineSink sink) {
    this.sink = sink;
  }

  /** Where the lines go. */
  @FunctionalInterface
  public interface LineSink {
    void line(String line) throws IOException;
  }

  public void row(List<String> raw) throws IOException {
    var cells = raw.stream().map(Blanks::collapsed).toList();
    var filled = cells.stream().filter(cell -> !cell.isEmpty()).count();
    if (filled == 0) {
      return;
    }
    if (header != null) {
      headerUsed = true;
      sink.line(withHeader(header, cells));
    } else if (title == null && filled == 1) {
      title = cells;
    } else if (title != null && filled == 1) {
      // Two narrow rows: a table of one column, or a key over its value.
      head(title);
      title = null;
      row(raw);
    } else {
      writeTitle();
      head(cells);
    }
  }

  /** Writes what was held back; to be called after the last row. */
  public void end() throws IOException {
    writeTitle();
    if (header != null && !headerUsed) {
      sink.line(withHeader(List.of(), header));
    }
    header = null;
    headerUsed = false;
  }

  /** A row whose first cell says what the others are. */
  static String named(String name, List<String> cells) {
    return withHeader(List.of(Blanks.collapsed(name)),
        List.of(withHeader(List.of(), cells.stream().map(Blanks::collapsed).toList())));
  }

  private void head(List<String> cells) throws IOException {
    headerUsed = isData(cells) || length(cells) > LONGEST_HEADER;
    header = headerUsed ? List.of() : cells;
    if (headerUsed) {
      sink.line(withHeader(List.of(), cells));
    }
  }

  private void writeTitle() throws IOException {
    if (title != null) {
      sink.line(withHeader(List.of(), title));
      title = null;
    }
  }

  private static int length(List<String> cells) {
    return cells.stream().mapToInt(String::length).sum();
  }

  /** A first row of numbers only heads nothing. */
  private static boolean isData(List<String> cells) {
    return cells.stream().allMatch(TableRows::isNumberOrEmpty);
  }

  private static boolean isNumberOrEmpty(String cell) {
    var digits = 0;
    for (var at = 0; at < cell.length(); at++) {
      var c = cell.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if ("+-.,%:/₩$€ ".indexOf(c) < 0) {
        return false;
      }
    }
    // Four digits can be a year, which heads columns often.
    return digits != 4 || cell.length() != 4;
  }

  private static String withHeader(List<String> header, List<String> cells) {
    var parts = new ArrayList<String>();
    for (var i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      var name = i < header.size() ? header.get(i) : "";
      if (!cell.isEmpty()) {
        parts.add(
            name.isEmpty() ? cell : name.endsWith(":") ? name + " " + cell : name + ": " + cell);
      }
    }
    return String.join("; ", parts);
  }
}
