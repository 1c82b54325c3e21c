package io.sluice.chunking;

import io.sluice.language.Span;

/** White space, with the no-break spaces: what a passage need not hold. */
final class Blank {

  private Blank() {}

  static boolean is(char c) {
    return c <= ' '
        ? Character.isWhitespace(c)
        : Character.isSpaceChar(c) || Character.isWhitespace(c);
  }

  /** The first index from {@code start} on that is not blank, or {@code end}. */
  static int skip(String text, int start, int end) {
    var at = start;
    while (at < end && is(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The index after the last that is not blank, or {@code start}. */
  static int skipBack(String text, int start, int end) {
    var at = end;
    while (at > start && is(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** Without the blanks at both ends; empty where there is nothing else. */
  static Span trimmed(String text, int start, int end) {
    var from = skip(text, start, end);
    return new Span(from, skipBack(text, from, end));
  }
}
