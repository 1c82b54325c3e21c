package io.sluice.privacy;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a text as the detectors read it, at the offsets of the text as given.
 *
 * <p>Full-width forms read as ASCII, the many dashes as "-", the many spaces as " ". Each character
 * stands for one character, so offsets hold. Outside the stretch there are only line breaks: nothing
 * reaches over its borders. Of values, those of digits may go on in the next line ({@link #afterBreak}).
 */
final class Text {
  private static final char OUTSIDE = '\n';
  private static final int LONGEST_BETWEEN = 5;
  private static final int DEEPEST_INDENT = 4;
  private static final String DASHES = "\u00AD\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\u3161";
  private static final String SPACES = "\u00A0\u2002\u2003\u2007\u2009\u200A\u200B\u202F\u2060\u3000\uFEFF";

  private final CharSequence chars;
  private final int from;
  private final int to;
  private final @Nullable Kind before;

  Text(CharSequence chars) {
    this(chars, 0, chars.length(), null);
  }

  private Text(CharSequence chars, int from, int to, @Nullable Kind before) {
    this.chars = chars;
    this.from = from;
    this.to = to;
    this.before = before;
  }

  /** What is left behind a value of this kind. */
  Text behind(Kind kind, int end) {
    return new Text(chars, end, to, kind);
  }

  Text endingAt(int end) {
    return new Text(chars, from, end, before);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  char at(int index) {
    return index < from || index >= to ? OUTSIDE : fold(chars.charAt(index));
  }

  /** As it stands in the text. */
  char given(int index) {
    return chars.charAt(index);
  }

  static char fold(char c) {
    if (c < 0x80) {
      return c;
    }
    if (c >= '！' && c <= '～') {
      return (char) (c - '！' + '!');
    }
    if (c >= '가' && c <= '힣') {
      return c;
    }
    if (DASHES.indexOf(c) >= 0) {
      return '-';
    }
    return SPACES.indexOf(c) >= 0 ? ' ' : c;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** An ASCII letter: those of other scripts stand next to values freely, as particles do. */
  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
  }

  boolean isDigit(int index) {
    return isDigit(at(index));
  }

  boolean isLetter(int index) {
    return isLetter(at(index));
  }

  boolean isAlphanumeric(int index) {
    char c = at(index);
    return isDigit(c) || isLetter(c);
  }

  /** Whether a value of the kind stands right before, as in a list: what was said of it still holds. */
  boolean follows(Kind kind, int index) {
    return before == kind && index - from <= LONGEST_BETWEEN;
  }

  /** Where the next line begins behind its indent, if a line ends at {@code index}; else the same place. */
  int afterBreak(int index) {
    int at = at(index) == '\r' ? index + 1 : index;
    if (at >= to || at(at) != '\n') {
      return index;
    }
    int start = at + 1;
    while (start - at <= DEEPEST_INDENT && (at(start) == ' ' || at(start) == '\t')) {
      start++;
    }
    return start;
  }

  /** How many digits stand at {@code index}, counted up to {@code most}. */
  int digits(int index, int most) {
    int end = index;
    while (end - index < most && isDigit(end)) {
      end++;
    }
    return end - index;
  }

  /** Whether {@code expected} stands at {@code index}, whatever the case of its ASCII letters. */
  boolean startsWith(String expected, int index) {
    if (index < from || index + expected.length() > to) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (lower(at(index + i)) != lower(expected.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the word or number before goes on at {@code index}: "A1|2", "ORD-|2", "1.|2". */
  boolean isJoinedBefore(int index) {
    return switch (at(index - 1)) {
      case '-' -> isAlphanumeric(index - 2);
      case '.' -> isDigit(index - 2);
      default -> isAlphanumeric(index - 1);
    };
  }

  /**
   * Whether the word or number that ends at {@code index} goes on: "1|2", "1|-A", "1|.2". A token counts
   * as the word it may have been.
   */
  boolean isJoinedAfter(int index) {
    return switch (at(index)) {
      case '-' -> isAlphanumeric(index + 1) || isToken(index + 1);
      case '.' -> isDigit(index - 1) && (isDigit(index + 1) || isToken(index + 1));
      default -> isAlphanumeric(index) || isToken(index);
    };
  }

  /** Like {@link #isJoinedBefore}, where letters are no part of it: "TEL-|02", but "1-|02". */
  boolean isNumberBefore(int index) {
    char c = at(index - 1);
    return isDigit(c) || ((c == '-' || c == '.') && isDigit(index - 2));
  }

  /** Like {@link #isJoinedAfter}, where letters are no part of it. */
  boolean isNumberAfter(int index) {
    char c = at(index);
    int next = c == '-' || c == '.' ? index + 1 : index;
    return isDigit(next) || isToken(next);
  }

  boolean isToken(int index) {
    return Token.end(this, index) != Token.NONE;
  }
}
