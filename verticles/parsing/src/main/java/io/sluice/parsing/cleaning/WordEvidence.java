package io.sluice.parsing.cleaning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a document's lines say of its words: which stand within a line, where no line break can have
 * cut them, and whether the file writes the blank at a line's end where there is one. A bounded number
 * of words is remembered.
 */
final class WordEvidence {
  private static final int MOST_WORDS = 200_000;
  private static final int LONGEST_WORD = 40;
  private static final double SHARE_WITH_BLANK = 0.2;

  private final Set<String> words = new HashSet<>();
  private int lines;
  private int linesWithBlank;

  void see(List<Line> page) {
    for (var line : page) {
      lines++;
      if (line.blankAfter()) {
        linesWithBlank++;
      }
      seeInner(line.text());
    }
  }

  /** The words between the first and the last, either of which may be half a word. */
  private void seeInner(String text) {
    var start = text.indexOf(' ') + 1;
    while (start > 0) {
      var end = text.indexOf(' ', start);
      if (end > start && end - start <= LONGEST_WORD && words.size() < MOST_WORDS
          && isTelling(text, start, end)) {
        words.add(bare(text.substring(start, end)));
      }
      start = end + 1;
    }
  }

  /** Only words that could be asked for: with Hangul, or with a hyphen. */
  private static boolean isTelling(String text, int start, int end) {
    for (var at = start; at < end; at++) {
      if (Scripts.isHangul(text.charAt(at)) || text.charAt(at) == '-') {
        return true;
      }
    }
    return false;
  }

  /** Whether the word stands somewhere within a line. */
  boolean knows(String word) {
    return words.contains(bare(word));
  }

  /** Whether a line without a blank at its end is cut within a word. */
  boolean blanksAreWritten() {
    return linesWithBlank >= lines * SHARE_WITH_BLANK && linesWithBlank > 0;
  }

  private static String bare(String word) {
    var start = 0;
    var end = word.length();
    while (start < end && !Character.isLetterOrDigit(word.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(start, end);
  }
}
