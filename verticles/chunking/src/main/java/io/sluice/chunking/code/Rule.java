package io.sluice.chunking.code;

import org.jspecify.annotations.Nullable;

/** How something that is no code is written in a language. */
sealed interface Rule {

  /** What it starts with. */
  char first();

  /** Something whose end is found at once. */
  record Literal(char first, byte kind, Finder finder) implements Rule {}

  /**
   * Something between two marks.
   *
   * @param escapes whether a backslash takes the next character's meaning
   * @param multiLine whether it goes on after the line
   * @param nests whether another may stand within it
   * @param code what starts code within it, up to the matching bracket; null where nothing does
   */
  record Quote(String open, String close, byte kind, boolean escapes, boolean multiLine,
      boolean nests, @Nullable String code) implements Rule {

    static Quote string(String mark) {
      return new Quote(mark, mark, Masked.STRING, true, false, false, null);
    }

    static Quote comment(boolean nests) {
      return new Quote("/*", "*/", Masked.COMMENT, false, true, nests, null);
    }

    Quote raw() {
      return new Quote(open, close, kind, false, multiLine, nests, code);
    }

    Quote ofLines() {
      return new Quote(open, close, kind, escapes, true, nests, code);
    }

    Quote withCode(String start) {
      return new Quote(open, close, kind, escapes, multiLine, nests, start);
    }

    @Override
    public char first() {
      return open.charAt(0);
    }
  }

  /** Finds the end of what starts at a place; {@link #NOT_HERE} where it does not. */
  @FunctionalInterface
  interface Finder {
    int NOT_HERE = -1;

    int end(String text, int at);
  }
}
