package io.sluice.language;

/** White space in the sense of this package: Java's and Unicode's, so with the no-break spaces. */
final class Blank {

  private Blank() {}

  static boolean is(char c) {
    return c <= ' '
        ? Character.isWhitespace(c)
        : Character.isSpaceChar(c) || Character.isWhitespace(c);
  }

  static boolean isBlank(String text, int start, int end) {
    return skip(text, start, end) == end;
  }

  /** The first index from {@code start} on that is not blank, or {@code end}. */
  static int skip(String text, int start, int end) {
    int at = start;
    while (at < end && is(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The index after the last that is not blank, or {@code start}. */
  static int skipBack(String text, int start, int end) {
    int at = end;
    while (at > start && is(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
