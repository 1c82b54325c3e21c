package io.sluice.language;

/** White space: Java's and Unicode's, so with the no-break spaces. */
public final class Blank {

  private Blank() {}

  public static boolean is(char c) {
    return c <= ' '
        ? Character.isWhitespace(c)
        : Character.isSpaceChar(c) || Character.isWhitespace(c);
  }

  public static boolean isBlank(String text, int start, int end) {
    return skip(text, start, end) == end;
  }

  /** The first index from {@code start} on that is not blank, or {@code end}. */
  public static int skip(String text, int start, int end) {
    var at = start;
    while (at < end && is(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The index after the last that is not blank, or {@code start}. */
  public static int skipBack(String text, int start, int end) {
    var at = end;
    while (at > start && is(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** Without the blanks at both ends; empty where there is nothing else. */
  public static Span trimmed(String text, int start, int end) {
    var from = skip(text, start, end);
    return new Span(from, skipBack(text, from, end));
  }
}
