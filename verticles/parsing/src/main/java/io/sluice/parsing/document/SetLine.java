package io.sluice.parsing.document;

import io.sluice.parsing.cleaning.Line;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a page in the pieces that wide gaps leave, which may be a table's cells.
 *
 * @param baseline how far down it stands
 * @param size of most of its letters
 * @param blankAfter whether the file has a blank at its end
 */
record SetLine(List<Piece> pieces, float baseline, float size, boolean blankAfter) {

  /** Words between gaps, and from where to where they go. */
  record Piece(String text, float left, float right) {

    boolean isOver(Piece other) {
      return left < other.right && other.left < right;
    }
  }

  /** The words of the line, a tab where a wide gap is. */
  Line asText() {
    return line(pieces.stream().map(Piece::text).collect(Collectors.joining("\t")), false);
  }

  Line asRow(String row) {
    return line(row, true);
  }

  private Line line(String text, boolean row) {
    return new Line(text, pieces.getFirst().left(), pieces.getLast().right(), baseline, size,
        blankAfter, row);
  }
}
