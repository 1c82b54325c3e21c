package io.sluice.chunking.code;

import static io.sluice.chunking.code.Rule.Finder.NOT_HERE;

import java.util.Set;

/** Where comments and strings end whose marks are not the same each time. */
final class Literals {

  /** After one of these a slash starts a pattern; after anything else it divides. */
  private static final String BEFORE_PATTERN = "(,=:[!&|?{;+-*%^~";
  private static final Set<String> WORDS_BEFORE_PATTERN = Set.of("return", "typeof", "case", "in",
      "of", "delete", "void", "throw", "new", "else", "do", "await", "yield");
  private static final int LONGEST_MARK = 64;

  private Literals() {}

  static int restOfLine(String text, int at) {
    var end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  static int afterTwoSlashes(String text, int at) {
    return text.startsWith("//", at) ? restOfLine(text, at) : NOT_HERE;
  }

  static int afterTwoDashes(String text, int at) {
    return text.startsWith("--", at) ? restOfLine(text, at) : NOT_HERE;
  }

  static int restOfLineUnlessAttribute(String text, int at) {
    return text.startsWith("#[", at) ? NOT_HERE : restOfLine(text, at);
  }

  static int restOfLineAfterBlank(String text, int at) {
    var starts = at == 0 || Character.isWhitespace(text.charAt(at - 1))
        || ";&|(".indexOf(text.charAt(at - 1)) >= 0;
    return starts ? restOfLine(text, at) : NOT_HERE;
  }

  static int escaped(String text, int at) {
    return Math.min(at + 2, text.length());
  }

  /** A line for the preprocessor, with those a backslash joins to it. */
  static int directive(String text, int at) {
    for (var before = at - 1; before >= 0 && text.charAt(before) != '\n'; before--) {
      if (!Character.isWhitespace(text.charAt(before))) {
        return NOT_HERE;
      }
    }
    var end = restOfLine(text, at);
    while (end < text.length() && joinsNext(text, end)) {
      end = restOfLine(text, end + 1);
    }
    return end;
  }

  private static boolean joinsNext(String text, int lineEnd) {
    var last = text.charAt(lineEnd - 1) == '\r' ? lineEnd - 2 : lineEnd - 1;
    return last >= 0 && text.charAt(last) == '\\';
  }

  static int blockOfRuby(String text, int at) {
    if ((at > 0 && text.charAt(at - 1) != '\n') || !text.startsWith("=begin", at)) {
      return NOT_HERE;
    }
    var end = text.indexOf("\n=end", at);
    return end < 0 ? text.length() : restOfLine(text, end + 1);
  }

  /** A character, and not the sign of a lifetime, a symbol or a separator between digits. */
  static int character(String text, int at) {
    if (at + 2 >= text.length()) {
      return NOT_HERE;
    }
    if (text.charAt(at + 1) == '\\') {
      var end = text.indexOf('\'', at + 3, Math.min(text.length(), at + 16));
      return end < 0 ? NOT_HERE : end + 1;
    }
    var end = at + 1 + Character.charCount(text.codePointAt(at + 1));
    return end < text.length() && text.charAt(end) == '\'' && text.charAt(at + 1) != '\''
        ? end + 1
        : NOT_HERE;
  }

  /** {@code /pattern/} of JavaScript, which ends with its line at the latest. */
  static int pattern(String text, int at) {
    if (!mayStartPattern(text, at)) {
      return NOT_HERE;
    }
    var inSet = false;
    var to = at + 1;
    for (; to < text.length() && text.charAt(to) != '\n'; to++) {
      var c = text.charAt(to);
      if (c == '\\') {
        to++;
      } else if (c == '[') {
        inSet = true;
      } else if (c == ']') {
        inSet = false;
      } else if (c == '/' && !inSet) {
        return to + 1;
      }
    }
    return Math.min(to, text.length());
  }

  private static boolean mayStartPattern(String text, int at) {
    var before = at - 1;
    while (before >= 0 && at - before < LONGEST_MARK
        && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
      before--;
    }
    if (before < 0 || text.charAt(before) == '\n'
        || BEFORE_PATTERN.indexOf(text.charAt(before)) >= 0) {
      return true;
    }
    var start = before + 1;
    while (start > 0 && before - start < LONGEST_MARK
        && Masked.isWordPart(text.charAt(start - 1))) {
      start--;
    }
    return WORDS_BEFORE_PATTERN.contains(text.substring(start, before + 1));
  }

  /** {@code R"mark( … )mark"}. */
  static int rawOfCpp(String text, int at) {
    if (!text.startsWith("R\"", at)) {
      return NOT_HERE;
    }
    var bracket = text.indexOf('(', at, Math.min(text.length(), at + 20));
    return bracket < 0
        ? NOT_HERE
        : after(text, ")" + text.substring(at + 2, bracket) + "\"", bracket + 1);
  }

  /** {@code """ … """}, with as many quotes as it takes. */
  static int rawOfCsharp(String text, int at) {
    var open = run(text, at, '"');
    return open < 3 ? NOT_HERE : after(text, "\"".repeat(open), at + open);
  }

  /** {@code r#" … "#}, with as many marks as it takes. */
  static int rawOfRust(String text, int at) {
    var marks = run(text, at + 1, '#');
    var quote = at + 1 + marks;
    var inWord = at > 0 && text.charAt(at - 1) != 'b' && text.charAt(at - 1) != 'c'
        && Masked.isWordPart(text.charAt(at - 1));
    return inWord || !text.startsWith("\"", quote)
        ? NOT_HERE
        : after(text, "\"" + "#".repeat(marks), quote + 1);
  }

  /** {@code #" … "#} and {@code #""" … """#}, with as many marks as it takes. */
  static int rawOfSwift(String text, int at) {
    var marks = run(text, at, '#');
    var quotes = text.startsWith("\"\"\"", at + marks) ? "\"\"\"" : "\"";
    return text.startsWith(quotes, at + marks)
        ? after(text, quotes + "#".repeat(marks), at + marks + quotes.length())
        : NOT_HERE;
  }

  /** {@code $mark$ … $mark$}. */
  static int dollarQuoted(String text, int at) {
    var end = at + 1;
    while (end < text.length() && end - at < LONGEST_MARK && text.charAt(end) != '$'
        && Masked.isWordPart(text.charAt(end))) {
      end++;
    }
    var isMark = end < text.length() && text.charAt(end) == '$'
        && !Character.isDigit(text.charAt(at + 1));
    return isMark ? after(text, text.substring(at, end + 1), end + 1) : NOT_HERE;
  }

  private static int run(String text, int from, char of) {
    var at = from;
    while (at < text.length() && at - from < LONGEST_MARK && text.charAt(at) == of) {
      at++;
    }
    return at - from;
  }

  private static int after(String text, String close, int from) {
    var end = text.indexOf(close, from);
    return end < 0 ? text.length() : end + close.length();
  }
}
