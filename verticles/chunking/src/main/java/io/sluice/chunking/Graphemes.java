package io.sluice.chunking;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Where a reader sees one character end and the next begin: not within an emoji of several, a letter
 * and its accents, a syllable of jamo or a line break of two. It looks at no more than a window around
 * a place; of what is longer than that, it says it has no end.
 */
final class Graphemes {
  private static final int WINDOW = 64;
  private static final int FLAGS = 256;

  private Graphemes() {}

  /**
   * A place to cut between {@code start} and {@code end}: the last end of a character up to {@code at},
   * else the first after it, else {@code at} but not within a surrogate pair. It is {@code end} only
   * where there is nothing to cut.
   */
  static int nearest(String text, int start, int at, int end) {
    var before = last(text, start, at);
    if (before > start) {
      return before;
    }
    var after = first(text, Math.max(at, start + 1), end);
    return after < end ? after : codePoint(text, start, at, end);
  }

  /** The last end of a character in ({@code start}, {@code at}]; {@code start} where none is near. */
  static int last(String text, int start, int at) {
    if (at <= start || at >= text.length() || isPlain(text, at)) {
      return at;
    }
    var from = windowStart(text, start, at);
    var ends = BreakIterator.getCharacterInstance(Locale.ROOT);
    ends.setText(text.substring(from, Math.min(text.length(), at + WINDOW)));
    var last = ends.isBoundary(at - from) ? at : from + ends.preceding(at - from);
    // The start of the window is no end of a character, it only looks like one.
    return last == from ? start : last;
  }

  /** The first end of a character in [{@code at}, {@code end}); {@code end} where none is near. */
  static int first(String text, int at, int end) {
    if (at >= end || at <= 0 || isPlain(text, at)) {
      return at;
    }
    var from = windowStart(text, 0, at);
    var to = Math.min(end, at + WINDOW);
    var ends = BreakIterator.getCharacterInstance(Locale.ROOT);
    ends.setText(text.substring(from, to));
    var first = ends.isBoundary(at - from) ? at : from + ends.following(at - from);
    return first >= to ? end : first;
  }

  private static int codePoint(String text, int start, int at, int end) {
    if (at > start && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
      return at - 1 > start ? at - 1 : Math.min(at + 1, end);
    }
    return at > start ? at : Math.min(start + Character.charCount(text.codePointAt(start)), end);
  }

  /** A character ends there for certain, as between the syllables and letters of most texts. */
  private static boolean isPlain(String text, int at) {
    return isPlain(text.charAt(at - 1)) && isPlain(text.charAt(at));
  }

  private static boolean isPlain(char c) {
    return (c > ' ' && c < '\u007f') || (c >= '가' && c <= '힣') || (c >= '\u4e00' && c <= '\u9fff');
  }

  /** Flags are pairs of letters, so the window must not start in the middle of a row of them. */
  private static int windowStart(String text, int floor, int at) {
    var from = Math.max(floor, at - WINDOW);
    if (from > floor && Character.isLowSurrogate(text.charAt(from))) {
      from--;
    }
    var furthest = Math.max(floor, at - FLAGS);
    while (from - 2 >= furthest && isFlagLetter(text.codePointAt(from))) {
      from -= 2;
    }
    return from;
  }

  private static boolean isFlagLetter(int codePoint) {
    return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
  }
}
