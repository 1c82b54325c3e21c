package io.sluice.parsing.markup;

import io.sluice.parsing.Refused;
import io.sluice.parsing.cleaning.Blanks;
import io.sluice.parsing.cleaning.Characters;
import io.sluice.parsing.cleaning.Tally;
import java.io.IOException;
import java.util.List;

/**
 * Writes a document's blocks as Markdown: headings, paragraphs, list items, code, and tables as lines
 * with their header repeated. A line that only looks like a heading or a fence is escaped. Words are
 * cleaned as they come, so that a length is an offset in the final text.
 */
public final class MarkdownWriter {
  private static final int DEEPEST_HEADING = 6;
  private static final int DEEPEST_LIST = 8;

  private final TextBuffer text;
  private final Tally tally;
  private Block last = Block.NONE;

  public MarkdownWriter(int maxCharacters, Tally tally) {
    this.text = new TextBuffer(maxCharacters);
    this.tally = tally;
  }

  public void heading(int depth, String words) throws Refused {
    var line = Blanks.collapsed(clean(words));
    if (!line.isEmpty()) {
      begin(Block.HEADING);
      text.append("#".repeat(Math.clamp(depth, 1, DEEPEST_HEADING))).append(" ").append(line);
    }
  }

  /** A paragraph; its line breaks stay. */
  public void paragraph(String words) throws Refused {
    var body = lines(clean(words), "");
    if (!body.isEmpty()) {
      begin(Block.PARAGRAPH);
      text.append(body);
    }
  }

  /**
   * An item of a list.
   *
   * @param depth 0 for one of the outermost list
   * @param marker as in {@code -} or {@code 2.}
   */
  public void item(int depth, String marker, String words) throws Refused {
    var indent = "  ".repeat(Math.clamp(depth, 0, DEEPEST_LIST));
    var body = lines(clean(words), indent + "  ");
    if (!body.isEmpty()) {
      begin(Block.ITEM);
      text.append(indent).append(marker).append(" ").append(body);
    }
  }

  /** A row that is a line by itself. */
  public void row(String words) throws Refused {
    var line = lines(Blanks.collapsed(clean(words)), "");
    if (!line.isEmpty()) {
      begin(Block.ROW);
      text.append(line);
    }
  }

  public void table(List<List<String>> rows) throws IOException {
    var table = tableRows();
    for (var row : rows) {
      table.row(row);
    }
    table.end();
  }

  /** A table whose rows come one after the other. */
  public TableRows tableRows() {
    endBlock();
    return new TableRows(this::row);
  }

  /** Keeps two lists or two tables apart that follow each other. */
  void endBlock() {
    last = last == Block.NONE ? last : Block.PARAGRAPH;
  }

  public void code(String code) throws Refused {
    var clean = clean(code).stripTrailing();
    if (!Blanks.isBlank(clean)) {
      begin(Block.PARAGRAPH);
      var fence = clean.contains("```") ? "~~~~" : "```";
      text.append(fence).append("\n").append(clean).append("\n").append(fence);
    }
  }

  /** Where the next block will begin, if there is one. */
  public int nextStart() {
    return text.isEmpty() ? 0 : text.length() + 2;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void begin(Block block) throws Refused {
    if (last != Block.NONE) {
      var together = block == last && (block == Block.ITEM || block == Block.ROW);
      text.append(together ? "\n" : "\n\n");
    }
    last = block;
  }

  private String clean(String words) {
    return Characters.clean(words, tally);
  }

  /** The lines that have something on them, each collapsed, those after the first indented. */
  private static String lines(String words, String indent) {
    var lines = new StringBuilder();
    words.lines().map(Blanks::collapsed).filter(line -> !line.isEmpty()).forEach(line -> {
      if (!lines.isEmpty()) {
        lines.append('\n').append(indent);
      }
      lines.append(isMarkup(line) ? "\\" : "").append(line);
    });
    return lines.toString();
  }

  private static boolean isMarkup(String line) {
    if (line.startsWith("```") || line.startsWith("~~~")) {
      return true;
    }
    var depth = 0;
    while (depth < line.length() && line.charAt(depth) == '#') {
      depth++;
    }
    return depth > 0 && (depth == line.length() || line.charAt(depth) == ' ');
  }

  /** What was written last. */
  private enum Block {
    NONE,
    HEADING,
    PARAGRAPH,
    ITEM,
    ROW
  }
}
