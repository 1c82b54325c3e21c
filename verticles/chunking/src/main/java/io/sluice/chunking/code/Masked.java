package io.sluice.chunking.code;

/** A source of which only the code is seen: comments are blank, and strings a row of quotes. */
final class Masked {
  static final byte CODE = 0;
  static final byte COMMENT = 1;
  static final byte STRING = 2;
  static final byte DIRECTIVE = 3;

  static final char QUOTE = '"';

  private final String text;
  private final byte[] kinds;

  Masked(String text, byte[] kinds) {
    this.text = text;
    this.kinds = kinds;
  }

  String text() {
    return text;
  }

  /** The code there, a quote within a string, a space within a comment. */
  char at(int index) {
    return switch (kinds[index]) {
      case CODE -> text.charAt(index);
      case STRING -> QUOTE;
      default -> ' ';
    };
  }

  boolean is(byte kind, int index) {
    return kinds[index] == kind;
  }

  /** Whether there is neither code nor string. */
  boolean isBlank(int index) {
    return Character.isWhitespace(at(index));
  }

  /** The first code or string from there on, or {@code end}. */
  int skip(int from, int end) {
    var at = from;
    while (at < end && isBlank(at)) {
      at++;
    }
    return at;
  }

  /** The same, but on this line: the line's end where there is nothing more. */
  int skipInLine(int from, int end) {
    var at = from;
    while (at < end && isBlank(at) && at(at) != '\n') {
      at++;
    }
    return at;
  }

  /** The first character that is not white space, of a comment too, or {@code end}. */
  int skipSpace(int from, int end) {
    var at = from;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  int skipSpaceBack(int start, int from) {
    var at = from;
    while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** How far from the start of its line; the text between is best blank. */
  int column(int index) {
    var column = 0;
    for (var at = index - 1; at >= 0 && text.charAt(at) != '\n'; at--) {
      column += text.charAt(at) == '\t' ? 4 : 1;
    }
    return column;
  }

  /** The word of letters and digits that starts there; empty where none does. */
  String word(int from, int end) {
    var at = from;
    while (at < end && isWordPart(at(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
