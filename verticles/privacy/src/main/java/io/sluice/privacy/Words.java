package io.sluice.privacy;

import java.util.List;

/** Words whose nearness says what a number is; those in Latin letters stand alone, in any case. */
final class Words {
  static final int NONE = -1;

  private static final int NEAR_BEFORE = 30;
  private static final int NEAR_AFTER = 15;

  private final List<String> words;
  private final String firstLetters;

  Words(String... words) {
    this.words = List.of(words);
    var letters = new StringBuilder();
    for (var word : words) {
      letters.append(word.charAt(0));
    }
    this.firstLetters = letters.toString();
  }

  /** Where the nearest starts that stands before {@code start}, or {@link #NONE}. */
  int before(Text text, int start) {
    for (int at = start - 1; at >= Math.max(text.from(), start - NEAR_BEFORE); at--) {
      if (standsAt(text, at, start)) {
        return at;
      }
    }
    return NONE;
  }

  /** Whether one stands after {@code end}, before any other number or token. */
  boolean isAfter(Text text, int end) {
    int to = end;
    while (to - end < NEAR_AFTER && !text.isDigit(to) && !text.isToken(to)) {
      to++;
    }
    for (int at = end; at < to; at++) {
      if (standsAt(text, at, to)) {
        return true;
      }
    }
    return false;
  }

  boolean isNear(Text text, int start, int end) {
    return before(text, start) != NONE || isAfter(text, end);
  }

  /** Whether one ends right at {@code end}. */
  boolean endsAt(Text text, int end) {
    for (var word : words) {
      if (isWord(text, word, end - word.length())) {
        return true;
      }
    }
    return false;
  }

  private boolean standsAt(Text text, int at, int to) {
    if (firstLetters.indexOf(Text.lower(text.at(at))) < 0) {
      return false;
    }
    for (var word : words) {
      if (at + word.length() <= to && isWord(text, word, at)) {
        return true;
      }
    }
    return false;
  }

  /** "account" as in "accountNumber" and "Account_No", but not as in "accounting". */
  private static boolean isWord(Text text, String word, int at) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    char next = text.at(at + word.length());
    return !Text.isLetter(word.charAt(0))
        || (!text.isLetter(at - 1) && !(next >= 'a' && next <= 'z'));
  }
}
