package io.sluice.parsing.cleaning;

import java.util.Set;

/**
 * Decides how two lines of one paragraph are joined.
 *
 * <ul>
 * <li>A soft hyphen at the end goes, and so does a hyphen between Latin letters where the second line
 *     goes on in lower case, unless the document writes that word with a hyphen within a line. Korean
 *     has no such hyphens: one after Hangul stays, with a blank.
 * <li>Chinese and Japanese are joined without a blank.
 * <li>A Korean line may end within a word. Where the file writes the blanks at the ends of lines, one
 *     that is missing says so. Else the lines are joined without a blank if the second starts with an
 *     ending that never stands alone (습니다, 에서), or if both halves together are a word of the
 *     document while neither half is. In all other cases a blank is right more often.
 * <li>Everything else gets a blank.
 * </ul>
 */
final class LineJoining {
  /** Particles and endings, none of which is a word of its own. */
  private static final Set<String> ENDINGS = Set.of("은", "는", "을", "를", "에", "의", "에서", "에게", "께서",
      "으로", "으로서", "으로써", "로서", "로써", "와", "과", "까지", "부터", "처럼", "마다", "조차", "에는", "에도", "에서는",
      "으로는", "이라는", "라는", "이라고", "라고", "하여", "하는", "하고", "하며", "하면", "한다", "했다", "된다", "되는", "되어",
      "되며", "니다", "습니다", "합니다", "됩니다", "입니다", "였습니다", "했습니다", "었습니다", "았습니다", "이다", "세요", "하세요",
      "십시오",
      "하십시오", "어야", "아야", "여야", "하지", "지만", "하지만은");

  private final WordEvidence words;
  private final Tally tally;

  LineJoining(WordEvidence words, Tally tally) {
    this.words = words;
    this.tally = tally;
  }

  /** What stands between the lines, and whether the first one's last character goes. */
  Joint between(Line line, Line next) {
    if (line.endsCut()) {
      tally.add(Waste.SOFT_HYPHEN, example(line, next));
      return Joint.CUT;
    }
    if (isHyphen(line.last()) && line.text().length() > 1) {
      return hyphenated(line, next);
    }
    var last = line.last();
    var first = next.first();
    if ((Scripts.isHangul(last) && isHangulOrDigit(first))
        || (Scripts.isHangul(first) && isHangulOrDigit(last))) {
      return cutWithinWord(line, next) ? Joint.NOTHING : Joint.BLANK;
    }
    return Scripts.isWrittenWithoutBlanks(last) && Scripts.isWrittenWithoutBlanks(first)
        ? Joint.NOTHING
        : Joint.BLANK;
  }

  private Joint hyphenated(Line line, Line next) {
    var before = line.text().charAt(line.text().length() - 2);
    if (!Scripts.isLatin(before) || line.blankAfter()) {
      return Joint.BLANK;
    }
    if (!Scripts.isLatin(next.first()) || !Character.isLowerCase(next.first())
        || words.knows(line.lastWord() + next.firstWord())) {
      return Character.isLetterOrDigit(next.first()) ? Joint.NOTHING : Joint.BLANK;
    }
    tally.add(Waste.LINE_END_HYPHEN, example(line, next));
    return Joint.CUT;
  }

  private boolean cutWithinWord(Line line, Line next) {
    if (line.blankAfter()) {
      return false;
    }
    if (words.blanksAreWritten()) {
      return true;
    }
    var start = line.lastWord();
    var rest = next.firstWord();
    return ENDINGS.contains(withoutMark(rest))
        || (words.knows(start + rest) && !(words.knows(start) && words.knows(rest)));
  }

  private static String withoutMark(String word) {
    var end = word.length();
    while (end > 0 && ".,!?)".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(0, end);
  }

  private static boolean isHyphen(char c) {
    return c == '-' || c == '\u2010';
  }

  private static boolean isHangulOrDigit(char c) {
    return Scripts.isHangul(c) || (c >= '0' && c <= '9');
  }

  private static String example(Line line, Line next) {
    return line.lastWord() + next.firstWord();
  }

  /** What comes between two lines. */
  enum Joint {
    BLANK,
    NOTHING,
    /** Nothing, and the first line's last character goes. */
    CUT
  }
}
