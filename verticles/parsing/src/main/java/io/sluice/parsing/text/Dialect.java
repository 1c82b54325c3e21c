package io.sluice.parsing.text;

import java.util.HashMap;
import java.util.Map;

/**
 * How the rows of a table are written as text.
 *
 * @param quoted whether a cell may stand in quotation marks
 */
record Dialect(char delimiter, boolean quoted) {
  private static final char[] DELIMITERS = {',', '\t', ';', '|'};
  private static final int SAMPLE = 1 << 16;

  /**
   * The dialect most rows of a text agree on: the delimiter that cuts the largest share of them into
   * the same number of cells, and into more than one.
   */
  static Dialect of(String text, char otherwise) {
    var end = text.length() <= SAMPLE ? text.length() : text.lastIndexOf('\n', SAMPLE);
    var sample = text.substring(0, end <= 0 ? Math.min(SAMPLE, text.length()) : end);
    var best = new Dialect(otherwise, true);
    var most = 0.0;
    for (var delimiter : DELIMITERS) {
      var dialect = new Dialect(delimiter, true);
      var agreement = agreement(sample, dialect);
      if (agreement > most) {
        most = agreement;
        best = dialect;
      }
    }
    // A mark that is never closed would make one cell of all that follows.
    return DelimitedRows.closesItsQuotes(text, best) ? best : new Dialect(best.delimiter(), false);
  }

  private static double agreement(String sample, Dialect dialect) {
    var rows = new DelimitedRows(sample, dialect);
    Map<Integer, Integer> widths = new HashMap<>();
    var count = 0;
    for (var row = rows.next(); row != null; row = rows.next()) {
      widths.merge(row.size(), 1, Integer::sum);
      count++;
    }
    var most = 0;
    for (var width : widths.entrySet()) {
      most = width.getKey() > 1 ? Math.max(most, width.getValue()) : most;
    }
    return count == 0 ? 0 : (double) most / count;
  }
}
