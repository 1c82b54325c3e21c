package io.sluice.generation.extractive;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A Markdown table while its rows are read from top to bottom: the row above the separator names the
 * columns. Rows whose header was cut off by chunking are quoted by their cells alone.
 */
final class Table {
  private static final Pattern BORDER = Pattern.compile("^\\s*\\||\\|\\s*$");
  private static final Pattern BETWEEN_CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s|:\\-]*-[\\s|:\\-]*");

  private List<String> header = List.of();

  static boolean isRow(String raw) {
    return raw.stripLeading().startsWith("|");
  }

  static boolean isSeparator(String raw) {
    return SEPARATOR.matcher(raw).matches();
  }

  void startWith(String headerRow) {
    header = cells(headerRow);
  }

  /** The row as {@code column: cell} pairs, without the empty cells; blank where all are. */
  String read(String row) {
    var pairs = new StringJoiner("; ");
    var cells = cells(row);
    for (var i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      if (!cell.isEmpty()) {
        var column = i < header.size() ? header.get(i) : "";
        pairs.add(column.isEmpty() ? cell : column + ": " + cell);
      }
    }
    return pairs.toString();
  }

  private static List<String> cells(String row) {
    var cells = new ArrayList<String>();
    for (var cell : BETWEEN_CELLS.split(BORDER.matcher(row).replaceAll(""), -1)) {
      cells.add(ReadableText.label(cell.replace("\\|", "|"), ReadableText.LONGEST));
    }
    return cells;
  }
}
