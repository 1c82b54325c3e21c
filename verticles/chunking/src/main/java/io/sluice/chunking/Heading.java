package io.sluice.chunking;

import org.jspecify.annotations.Nullable;

/**
 * A heading of Markdown, as {@code ## Title ##}. Read by hand and in linear time: a pattern for it
 * goes back and forth over long runs of spaces.
 */
record Heading(int depth, String title) {
  private static final int DEEPEST = 6;
  private static final int INDENT = 3;

  /** Above this it is no heading but a text with a mark before it, too long for a passage's path. */
  private static final int LONGEST = 500;

  /** The heading this line is; null where it is none. */
  static @Nullable Heading of(String line) {
    var start = indent(line);
    var end = endOfRun(line, start, '#');
    var depth = end - start;
    var apart = end == line.length() || Character.isWhitespace(line.charAt(end));
    if (start > INDENT || depth < 1 || depth > DEEPEST || !apart) {
      return null;
    }
    var title = withoutClosing(line.substring(end).strip());
    return title.length() > LONGEST ? null : new Heading(depth, title);
  }

  static int indent(String line) {
    return endOfRun(line, 0, ' ');
  }

  /** Where the run of this character ends that starts at {@code from}. */
  static int endOfRun(String line, int from, char of) {
    var end = from;
    while (end < line.length() && line.charAt(end) == of) {
      end++;
    }
    return end;
  }

  /** "Title ##" is closed, "C#" is a name. */
  private static String withoutClosing(String title) {
    var end = title.length();
    while (end > 0 && title.charAt(end - 1) == '#') {
      end--;
    }
    return end == 0 || Character.isWhitespace(title.charAt(end - 1))
        ? title.substring(0, end).stripTrailing()
        : title;
  }
}
