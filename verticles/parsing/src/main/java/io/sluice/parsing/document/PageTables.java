package io.sluice.parsing.document;

import io.sluice.parsing.cleaning.Line;
import io.sluice.parsing.document.SetLine.Piece;
import io.sluice.parsing.markup.TableRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds tables among a page's lines: at least three that follow each other, the pieces of each below
 * those of the first, which has a word over every column. Two columns are taken for a table only where
 * the second is of numbers: else it is as likely a list of names with what they stand for.
 */
final class PageTables {
  private static final int FEWEST_ROWS = 3;
  private static final int LONGEST_CELL = 80;
  private static final int MOST_COLUMNS = 30;

  private PageTables() {}

  static List<Line> lines(List<SetLine> page) {
    var lines = new ArrayList<Line>();
    var at = 0;
    while (at < page.size()) {
      var rows = tableAt(page, at);
      if (rows.size() >= FEWEST_ROWS) {
        lines.addAll(written(page, at, rows));
        at += rows.size();
      } else {
        lines.add(page.get(at++).asText());
      }
    }
    return lines;
  }

  /** The rows of cells that start at a line, which is the first of them. */
  private static List<List<String>> tableAt(List<SetLine> page, int from) {
    var columns = page.get(from).pieces();
    var rows = new ArrayList<List<String>>();
    rows.add(columns.stream().map(Piece::text).toList());
    if (columns.size() < 2 || columns.size() > MOST_COLUMNS || !isHeader(rows.getFirst())) {
      return rows;
    }
    for (var i = from + 1; i < page.size() && page.get(i).pieces().size() > 1; i++) {
      var cells = cells(page.get(i).pieces(), columns);
      if (cells == null || (cells.size() == 2 && !hasDigit(cells.get(1)))) {
        break;
      }
      rows.add(cells);
    }
    return rows;
  }

  /** The pieces in their columns; null where they do not fit. */
  private static @Nullable List<String> cells(List<Piece> pieces, List<Piece> columns) {
    var cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
    for (var piece : pieces) {
      var column = columnOf(piece, columns);
      if (column < 0 || !cells.get(column).isEmpty() || piece.text().length() > LONGEST_CELL) {
        return null;
      }
      cells.set(column, piece.text());
    }
    return cells;
  }

  /** The only column the piece stands under; -1 where there is none or several. */
  private static int columnOf(Piece piece, List<Piece> columns) {
    var found = -1;
    for (var i = 0; i < columns.size(); i++) {
      if (columns.get(i).isOver(piece)) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  private static boolean isHeader(List<String> cells) {
    return cells.stream().allMatch(
        cell -> cell.length() <= LONGEST_CELL && cell.codePoints().anyMatch(Character::isLetter));
  }

  private static boolean hasDigit(String cell) {
    return cell.codePoints().anyMatch(Character::isDigit);
  }

  private static List<Line> written(List<SetLine> page, int from, List<List<String>> rows) {
    var texts = new ArrayList<String>();
    try {
      var table = new TableRows(texts::add);
      for (var row : rows) {
        table.row(row);
      }
      table.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var lines = new ArrayList<Line>();
    for (var i = 0; i < texts.size(); i++) {
      // The header has no line of its own.
      lines.add(page.get(from + i + rows.size() - texts.size()).asRow(texts.get(i)));
    }
    return lines;
  }
}
