package io.sluice.language;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into the blocks no sentence crosses, by its lines, as Markdown reads them.
 *
 * <p>A heading, a table row, a rule and a fenced code block are a block and never cut further; a
 * paragraph, a list item and a quotation are prose and run over their soft-wrapped lines. A blank line
 * ends any of them. Plain text is the case with paragraphs only. One pass over the lines.
 */
final class Blocks {

  private final String text;
  private final List<Block> blocks = new ArrayList<>();
  private int openStart = -1;
  private int openEnd;
  private int openLines;
  private Line.Kind openKind = Line.Kind.BLANK;

  private Blocks(String text) {
    this.text = text;
  }

  static List<Block> of(String text) {
    var blocks = new Blocks(text);
    blocks.read();
    return blocks.blocks;
  }

  private void read() {
    int at = 0;
    while (at < text.length()) {
      var line = Line.at(text, at);
      at = line.kind() == Line.Kind.FENCE ? readFence(line) : readLine(line);
    }
    closeProse();
  }

  private int readLine(Line line) {
    switch (line.kind()) {
      case BLANK -> closeProse();
      case HEADING, TABLE_ROW -> whole(line.start(), line.end());
      case UNDERLINE -> {
        if (openKind == Line.Kind.TEXT && openLines == 1) {
          int title = openStart;
          openStart = -1;
          whole(title, line.end());
        } else {
          whole(line.start(), line.end());
        }
      }
      case LIST_ITEM -> {
        closeProse();
        extendProse(line);
      }
      case QUOTE -> {
        if (openKind != Line.Kind.QUOTE) {
          closeProse();
        }
        extendProse(line);
      }
      case TEXT -> extendProse(line);
      case FENCE -> throw new AssertionError("read by readFence");
    }
    return line.next();
  }

  /** A fence runs to the one that closes it, or to the end of the text. */
  private int readFence(Line opening) {
    int end = opening.end();
    int at = opening.next();
    while (at < text.length()) {
      var line = Line.at(text, at);
      at = line.next();
      end = line.end();
      if (line.closes(opening)) {
        break;
      }
    }
    whole(opening.start(), end);
    return at;
  }

  private void extendProse(Line line) {
    if (openStart < 0) {
      openStart = line.start();
      openKind = line.kind();
      openLines = 0;
    }
    openEnd = line.end();
    openLines++;
  }

  private void closeProse() {
    if (openStart >= 0) {
      blocks.add(new Block(openStart, openEnd, true));
    }
    openStart = -1;
    openKind = Line.Kind.BLANK;
  }

  private void whole(int start, int end) {
    closeProse();
    blocks.add(new Block(start, end, false));
  }

  /**
   * A stretch of the text.
   *
   * @param prose whether it may hold several sentences
   */
  record Block(int start, int end, boolean prose) {}
}
