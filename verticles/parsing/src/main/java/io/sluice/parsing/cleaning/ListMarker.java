package io.sluice.parsing.cleaning;

/**
 * What an item of a list begins with: {@code •}, {@code 1.}, {@code (2)}, {@code 가.}, {@code ①},
 * {@code 제3조}.
 */
final class ListMarker {
  private static final String BULLETS = "•◦▪■□●○▶▷◆◇※∙‣–-*·✓➢";
  private static final String KOREAN = "가나다라마바사아자차카타파하";
  private static final String KOREAN_UNITS = "장절조항호편관";
  private static final int MOST_DIGITS = 3;

  private ListMarker() {}

  static boolean begins(String line) {
    var first = line.charAt(0);
    if (BULLETS.indexOf(first) >= 0) {
      return line.length() > 1 && line.charAt(1) == ' ';
    }
    if ((first >= '①' && first <= '⑳') || (first >= '㉮' && first <= '㉻')) {
      return true;
    }
    if (first == '제') {
      var end = endOfDigits(line, 1);
      return end > 1 && end < line.length() && KOREAN_UNITS.indexOf(line.charAt(end)) >= 0;
    }
    var open = first == '(' ? 1 : 0;
    var end = open < line.length() && KOREAN.indexOf(line.charAt(open)) >= 0
        ? open + 1
        : endOfDigits(line, open);
    return end > open && end - open <= MOST_DIGITS && end + 1 < line.length()
        && (line.charAt(end) == ')' || (open == 0 && line.charAt(end) == '.'))
        && line.charAt(end + 1) == ' ';
  }

  private static int endOfDigits(String line, int from) {
    var at = from;
    while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
