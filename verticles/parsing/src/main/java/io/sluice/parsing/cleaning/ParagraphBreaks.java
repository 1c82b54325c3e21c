package io.sluice.parsing.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides where a page's paragraphs end. A new one starts after a wider gap, at another size of letters,
 * at an indented line, higher up on the page (the next column), and after a line that ends short though
 * the next line's first word had room on it; where no sentence ends there that is a line break only, as
 * in an address, or none where the next line goes on in lower case. An item of a list starts a line.
 */
final class ParagraphBreaks {
  private static final float OTHER_SIZE = 0.12f;
  private static final float WIDER = 1.4f;
  private static final float INDENT = 0.8f;
  private static final float SAME_COLUMN = 3;
  private static final float USUAL_SPACING = 1.3f;

  private final List<Line> lines;
  private final float spacing;
  private final float[] rights;

  ParagraphBreaks(List<Line> lines) {
    this.lines = lines;
    this.spacing = spacing(lines);
    this.rights = rights(lines);
  }

  /** What ends between this line of the page and the one after it. */
  Break after(int index) {
    var line = lines.get(index);
    var next = lines.get(index + 1);
    if (line.row() || next.row()) {
      return line.row() && next.row() ? Break.LINE : Break.PARAGRAPH;
    }
    var gap = next.baseline() - line.baseline();
    if (isOtherSize(line, next) || gap > spacing * WIDER) {
      return Break.PARAGRAPH;
    }
    if (ListMarker.begins(next.text())) {
      return Break.LINE;
    }
    if (gap > 0 && next.left() - line.left() > INDENT * line.size()
        && next.left() - line.left() < SAME_COLUMN * line.size()
        && !ListMarker.begins(line.text())) {
      return Break.PARAGRAPH;
    }
    return endsShort(line, next, rights[index]);
  }

  /** What ends between a page and the next. */
  Break afterLast(Line next) {
    var line = lines.getLast();
    if (line.row() || next.row() || isOtherSize(line, next) || ListMarker.begins(next.text())
        || Scripts.endsSentence(line.text())) {
      return Break.PARAGRAPH;
    }
    return endsShort(line, next, rights[lines.size() - 1]);
  }

  private static Break endsShort(Line line, Line next, float right) {
    var text = next.text();
    var word = next.firstWord().length() + 1f;
    var width = (next.right() - next.left()) * word / Math.max(text.length(), 1);
    if (line.right() + width > right - line.size()) {
      return Break.NONE;
    }
    if (Scripts.endsSentence(line.text())) {
      return Break.PARAGRAPH;
    }
    return Character.isLowerCase(next.first()) ? Break.NONE : Break.LINE;
  }

  private static boolean isOtherSize(Line line, Line next) {
    return Math.abs(line.size() - next.size()) > OTHER_SIZE * Math.max(line.size(), next.size());
  }

  /** The usual distance of two lines: the median of those that go down by less than three sizes. */
  private static float spacing(List<Line> lines) {
    var gaps = new ArrayList<Float>();
    for (var i = 1; i < lines.size(); i++) {
      var gap = lines.get(i).baseline() - lines.get(i - 1).baseline();
      if (gap > 0 && gap < lines.get(i).size() * 3) {
        gaps.add(gap);
      }
    }
    gaps.sort(null);
    var size = lines.isEmpty() ? 0 : lines.getFirst().size();
    return gaps.size() < 3 ? size * USUAL_SPACING : gaps.get(gaps.size() / 2);
  }

  /** For each line how far right the lines of its column go. */
  private static float[] rights(List<Line> lines) {
    var rights = new float[lines.size()];
    var start = 0;
    while (start < lines.size()) {
      var end = start;
      var right = 0f;
      while (end < lines.size() && isSameColumn(lines.get(Math.max(start, end - 1)),
          lines.get(end))) {
        right = Math.max(right, lines.get(end).right());
        end++;
      }
      Arrays.fill(rights, start, end, right);
      start = end;
    }
    return rights;
  }

  private static boolean isSameColumn(Line before, Line line) {
    return line.baseline() >= before.baseline() && !isOtherSize(before, line)
        && Math.abs(line.left() - before.left()) < SAME_COLUMN * before.size();
  }

  /** What ends between two lines. */
  enum Break {
    NONE,
    LINE,
    PARAGRAPH
  }
}
