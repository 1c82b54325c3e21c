package io.sluice.parsing.markup;

import java.util.ArrayList;
import java.util.List;

/**
 * A table's cells in rows and columns: a cell that spans several stands in each of them, so that every
 * row can be read alone. Spans are bounded, since a file may claim any: they reach no further than the
 * first columns, beyond which a cell stands in its own only.
 */
public final class Grid {
  private static final int WIDEST = 200;
  private static final int LONGEST_SPAN = 1000;

  private final List<Below> below = new ArrayList<>();

  /** Cells that reach down from above into the rows to come. */
  private record Below(String text, int rows) {
    static final Below NONE = new Below("", 0);
  }

  /**
   * A cell as it is written in a file.
   *
   * @param columns how many it spans
   * @param rows how many it spans
   */
  public record Cell(String text, int columns, int rows) {}

  /** The next row, with what reaches down into it. */
  public List<String> row(List<Cell> cells) {
    var row = new ArrayList<String>();
    for (var cell : cells) {
      fillFromAbove(row);
      var first = row.size();
      do {
        reach(row.size(), new Below(cell.text(), Math.clamp(cell.rows(), 1, LONGEST_SPAN) - 1));
        row.add(cell.text());
      } while (row.size() < WIDEST && row.size() - first < cell.columns());
    }
    fillFromAbove(row);
    return row;
  }

  private void fillFromAbove(List<String> row) {
    while (row.size() < below.size() && below.get(row.size()).rows() > 0) {
      var above = below.get(row.size());
      below.set(row.size(), new Below(above.text(), above.rows() - 1));
      row.add(above.text());
    }
  }

  private void reach(int column, Below cell) {
    if (column >= WIDEST) {
      return;
    }
    while (below.size() <= column) {
      below.add(Below.NONE);
    }
    below.set(column, cell);
  }
}
