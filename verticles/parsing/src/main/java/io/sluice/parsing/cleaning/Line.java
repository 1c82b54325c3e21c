package io.sluice.parsing.cleaning;

/**
 * A line of a page as it was set. Places are in points from the page's upper left corner.
 *
 * @param baseline how far down it stands
 * @param size of its letters
 * @param blankAfter whether the file has a blank at its end
 * @param row whether it is a row of a table, which is joined to nothing
 */
public record Line(String text, float left, float right, float baseline, float size,
    boolean blankAfter, boolean row) {
  private static final char SOFT_HYPHEN = '\u00AD';
  /** Stands for a gap wider than any between words, until the lines that run through the pages are known. */
  private static final char GAP = '\t';
  private static final int GAP_BLANKS = 3;

  /**
   * The line without what no reader sees; a soft hyphen at its end stays for the joining to see, and wide
   * gaps until {@link #withoutGaps}.
   */
  Line cleaned(Tally tally) {
    var end = text.length();
    while (end > 0 && Blanks.is(text.charAt(end - 1))) {
      end--;
    }
    var cut = end > 0 && text.charAt(end - 1) == SOFT_HYPHEN;
    var clean = collapsed(Characters.clean(text.substring(0, cut ? end - 1 : end), tally));
    return new Line(cut ? clean + SOFT_HYPHEN : clean, left, right, baseline, size,
        blankAfter || end < text.length(), row);
  }

  /** The text without blanks around it, each run of them one space or one gap. */
  private static String collapsed(String text) {
    var collapsed = new StringBuilder(text.length());
    var blanks = 0;
    var gap = false;
    for (var at = 0; at < text.length(); at++) {
      var c = text.charAt(at);
      if (Blanks.is(c)) {
        blanks++;
        gap |= c == GAP;
      } else {
        if (blanks > 0 && !collapsed.isEmpty()) {
          collapsed.append(gap || blanks >= GAP_BLANKS ? GAP : ' ');
        }
        collapsed.append(c);
        blanks = 0;
        gap = false;
      }
    }
    return collapsed.toString();
  }

  Line withoutGaps() {
    return withText(text.replace(GAP, ' '));
  }

  Line withText(String other) {
    return new Line(other, left, right, baseline, size, blankAfter, row);
  }

  char first() {
    return text.charAt(0);
  }

  char last() {
    return text.charAt(text.length() - 1);
  }

  String firstWord() {
    var end = text.indexOf(' ');
    return end < 0 ? text : text.substring(0, end);
  }

  String lastWord() {
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  boolean endsCut() {
    return last() == SOFT_HYPHEN;
  }
}
