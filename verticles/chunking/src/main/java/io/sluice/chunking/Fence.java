package io.sluice.chunking;

import org.jspecify.annotations.Nullable;

/** What opens a block of code in Markdown, and so what closes it: as many of the same marks. */
record Fence(char mark, int length) {
  private static final int SHORTEST = 3;
  private static final int INDENT = 3;

  /** The fence this line opens; null where it opens none. */
  static @Nullable Fence openedBy(String line) {
    var start = Heading.indent(line);
    if (start > INDENT || start == line.length()) {
      return null;
    }
    var mark = line.charAt(start);
    var end = Heading.endOfRun(line, start, mark);
    var isFence = (mark == '`' || mark == '~') && end - start >= SHORTEST
        && (mark == '~' || line.indexOf('`', end) < 0);
    return isFence ? new Fence(mark, end - start) : null;
  }

  boolean isClosedBy(String line) {
    var start = Heading.indent(line);
    var end = Heading.endOfRun(line, start, mark);
    return start <= INDENT && end - start >= length && end == line.stripTrailing().length();
  }
}
