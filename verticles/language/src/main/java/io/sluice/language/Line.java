package io.sluice.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a text and what Markdown takes it for.
 *
 * @param end where its content ends, before the line break
 * @param next where the next line starts
 */
record Line(String text, int start, int end, int next, Kind kind) {

  enum Kind {
    BLANK,
    HEADING,
    FENCE,
    LIST_ITEM,
    TABLE_ROW,
    QUOTE,
    UNDERLINE,
    TEXT
  }

  /**
   * One alternative per kind, in the order of their groups. A list item has a bullet, a number of up to
   * three digits (a wrapped line may well start with a year), a circled number, or the 가. 나. of Korean
   * lists; 다. is left out, since a line wrapped inside 합니다. starts with it.
   */
  private static final Pattern MARKERS = Pattern.compile(
      """
          [ \\t]*+(?:\
          (#{1,6}(?=[ \\t]|$))\
          |(```|~~~)\
          |([-*_=](?: ?[-*_=]){2}[-*_= \\t]*+$)\
          |((?:[-*+•·▪◦‣○●□■※]|\\d{1,3}(?:\\.\\d{1,3}){0,5}+[.)]|\\(\\d{1,3}\\)|[①-⑳]|[가나라마바사아자차카타파하][.)])(?=[ \\t]|$))\
          |(\\|)\
          |(>))""");
  private static final Kind[] KIND_OF_GROUP = {Kind.HEADING, Kind.FENCE, Kind.UNDERLINE,
      Kind.LIST_ITEM, Kind.TABLE_ROW, Kind.QUOTE};

  static Line at(String text, int start) {
    int end = start;
    while (end < text.length() && !isLineBreak(text.charAt(end))) {
      end++;
    }
    int next = Math.min(text.length(), end + 1);
    if (next < text.length() && text.charAt(end) == '\r' && text.charAt(next) == '\n') {
      next++;
    }
    return new Line(text, start, end, next, kind(text, start, end));
  }

  /** Whether it is a fence that closes the one {@code opening} opened. */
  boolean closes(Line opening) {
    if (kind != Kind.FENCE) {
      return false;
    }
    int mine = firstMark(this);
    int others = firstMark(opening);
    char mark = opening.text.charAt(others);
    int length = run(mine, mark);
    return length >= opening.run(others, mark) && Blank.isBlank(text, mine + length, end);
  }

  private int run(int from, char mark) {
    int at = from;
    while (at < end && text.charAt(at) == mark) {
      at++;
    }
    return at - from;
  }

  private static int firstMark(Line line) {
    return Blank.skip(line.text, line.start, line.end);
  }

  private static Kind kind(String text, int start, int end) {
    if (Blank.isBlank(text, start, end)) {
      return Kind.BLANK;
    }
    Matcher marker = MARKERS.matcher(text).region(start, end);
    if (marker.lookingAt()) {
      for (int group = 1; group <= KIND_OF_GROUP.length; group++) {
        if (marker.start(group) >= 0) {
          return KIND_OF_GROUP[group - 1];
        }
      }
    }
    return Kind.TEXT;
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' || c == '\f';
  }
}
