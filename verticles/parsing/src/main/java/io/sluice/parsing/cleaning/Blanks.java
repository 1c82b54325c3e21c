package io.sluice.parsing.cleaning;

/** White space of any kind. */
public final class Blanks {

  private Blanks() {}

  public static boolean is(char c) {
    return c <= ' '
        ? c == ' ' || (c >= '\t' && c <= '\r')
        : Character.isSpaceChar(c) || c == '\u0085';
  }

  /** The text without blanks around it, each run of them one space. */
  public static String collapsed(String text) {
    var collapsed = new StringBuilder(text.length());
    for (var at = 0; at < text.length(); at++) {
      var c = text.charAt(at);
      if (!is(c)) {
        collapsed.append(c);
      } else if (!collapsed.isEmpty() && collapsed.charAt(collapsed.length() - 1) != ' ') {
        collapsed.append(' ');
      }
    }
    var length = collapsed.length();
    if (length > 0 && collapsed.charAt(length - 1) == ' ') {
      collapsed.setLength(length - 1);
    }
    return collapsed.toString();
  }

  public static boolean isBlank(CharSequence text) {
    for (var at = 0; at < text.length(); at++) {
      if (!is(text.charAt(at))) {
        return false;
      }
    }
    return true;
  }
}
