package io.sluice.parsing.markup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers a table of HTML. Rows go out as soon as it is known how: a table whose first row starts with
 * a heading cell followed by other cells has its names at the left, as in {@code Name: Kim}.
 */
final class TableGather {
  private final MarkdownWriter writer;
  private final TableRows rows;
  private final Grid grid = new Grid();
  private final List<Grid.Cell> cells = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private int columns = 1;
  private int rowSpan = 1;
  private int depth = 1;
  private int headingCells;
  private boolean firstIsHeading;
  private boolean inCell;
  private boolean atFirstRow = true;
  private boolean namesAtLeft;

  TableGather(MarkdownWriter writer) {
    this.writer = writer;
    this.rows = writer.tableRows();
  }

  void text(CharSequence text) {
    words.append(text);
  }

  void start(String name, int columns, int rows) throws IOException {
    if (name.equals("table")) {
      depth++;
    }
    if (depth > 1 || !isCell(name)) {
      words.append(name.equals("tr") || isInline(name) ? "" : " ");
      if (depth == 1 && name.equals("tr")) {
        endRow();
      }
      return;
    }
    endCell();
    inCell = true;
    if (name.equals("th")) {
      headingCells++;
      firstIsHeading |= cells.isEmpty();
    }
    this.columns = columns;
    this.rowSpan = rows;
  }

  /** Whether the table ends here. */
  boolean end(String name) throws IOException {
    if (name.equals("table") && --depth == 0) {
      finish();
      return true;
    }
    if (depth == 1 && isCell(name)) {
      endCell();
    } else if (depth == 1 && name.equals("tr")) {
      endRow();
    } else if (!isInline(name)) {
      words.append(' ');
    }
    return false;
  }

  void finish() throws IOException {
    endRow();
    rows.end();
  }

  private void endCell() throws IOException {
    if (inCell) {
      cells.add(new Grid.Cell(words.toString(), columns, rowSpan));
      inCell = false;
    } else if (!words.toString().isBlank() && cells.isEmpty()) {
      // A caption, or words that the file has between the cells.
      writer.paragraph(words.toString().strip());
    }
    words.setLength(0);
  }

  private void endRow() throws IOException {
    endCell();
    if (cells.isEmpty()) {
      return;
    }
    if (atFirstRow) {
      namesAtLeft = firstIsHeading && headingCells == 1 && cells.size() > 1;
      atFirstRow = false;
    }
    var row = grid.row(cells);
    if (namesAtLeft) {
      writer.row(TableRows.named(row.getFirst(), row.subList(1, row.size())));
    } else {
      rows.row(row);
    }
    cells.clear();
    headingCells = 0;
    firstIsHeading = false;
  }

  private static boolean isCell(String name) {
    return name.equals("td") || name.equals("th");
  }

  private static boolean isInline(String name) {
    return switch (name) {
      case "b", "i", "em", "strong", "a", "span", "u", "s", "sub", "sup", "code", "font", "small",
          "mark", "abbr" ->
        true;
      default -> false;
    };
  }
}
