package io.sluice.chunking.code;

import static io.sluice.chunking.code.Rule.Finder.NOT_HERE;

/** A text that runs to a line with a word of its own, as {@code <<END}. */
final class Heredoc {

  private Heredoc() {}

  static int ofPhp(String text, int at) {
    return text.startsWith("<<<", at) ? end(text, at + 3) : NOT_HERE;
  }

  static int ofRuby(String text, int at) {
    return text.startsWith("<<~", at) || text.startsWith("<<-", at)
        ? end(text, at + 3)
        : NOT_HERE;
  }

  static int ofShell(String text, int at) {
    if (!text.startsWith("<<", at) || text.startsWith("<<<", at)
        || (at > 0 && text.charAt(at - 1) == '<')) {
      return NOT_HERE;
    }
    return end(text, text.startsWith("-", at + 2) ? at + 3 : at + 2);
  }

  private static int end(String text, int from) {
    var start = from;
    while (start < text.length() && " \t\"'`\\".indexOf(text.charAt(start)) >= 0
        && start - from < 4) {
      start++;
    }
    var end = start;
    while (end < text.length() && end - start < 64 && Masked.isWordPart(text.charAt(end))) {
      end++;
    }
    return end > start && isMark(text, start)
        ? endOf(text, text.substring(start, end), end)
        : NOT_HERE;
  }

  /** {@code <<end}, {@code << END} and {@code << 'end'}, but not {@code 1 << bits}. */
  private static boolean isMark(String text, int word) {
    return text.charAt(word - 1) == ' '
        ? Character.isUpperCase(text.charAt(word))
        : !Character.isDigit(text.charAt(word));
  }

  /** After the word, where it is the first of a line. */
  private static int endOf(String text, String word, int from) {
    for (var line = text.indexOf('\n', from); line >= 0; line = text.indexOf('\n', line + 1)) {
      var at = line + 1;
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      var after = at + word.length();
      if (text.startsWith(word, at)
          && (after == text.length() || !Masked.isWordPart(text.charAt(after)))) {
        return after;
      }
    }
    return text.length();
  }
}
