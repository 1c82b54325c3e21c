package io.sluice.parsing.cleaning;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line that is a page's number and nothing else: {@code 3}, {@code - 3 -}, {@code Page 3 of 10},
 * {@code 3 / 10}, {@code 3쪽}.
 *
 * @param plain whether it is digits only, which could be a number of the text as well
 */
record PageNumber(int value, boolean plain) {
  private static final int LONGEST = 30;
  private static final int MOST_DIGITS = 6;
  private static final Set<String> BEFORE = Set.of("", "page", "p", "p.", "pg", "pg.", "페이지", "쪽",
      "제");
  private static final Set<String> BETWEEN = Set.of("/", "of", "중", "|", "쪽/", "페이지/");
  private static final Set<String> AFTER = Set.of("", "쪽", "페이지", "면", "page", "pages", "p", "p.");

  /** The number this line is; null where it is none. */
  static @Nullable PageNumber of(String line) {
    if (line.length() > LONGEST) {
      return null;
    }
    var bare = withoutDashes(line.strip());
    var start = digit(bare, 0);
    var end = endOfDigits(bare, start);
    if (start == end || end - start > MOST_DIGITS) {
      return null;
    }
    var value = Integer.parseInt(bare.substring(start, end));
    var second = digit(bare, end);
    var secondEnd = endOfDigits(bare, second);
    var before = word(bare.substring(0, start));
    var after = word(bare.substring(second < secondEnd ? secondEnd : end));
    if (!BEFORE.contains(before) || !AFTER.contains(after)) {
      return null;
    }
    if (second < secondEnd && !BETWEEN.contains(word(bare.substring(end, second)))) {
      return null;
    }
    return new PageNumber(value, end - start == line.strip().length());
  }

  private static String withoutDashes(String line) {
    var start = 0;
    var end = line.length();
    while (start < end && isDash(line.charAt(start))) {
      start++;
    }
    while (end > start && isDash(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isDash(char c) {
    return "-–—−~[]()<>〈〉·•".indexOf(c) >= 0 || Blanks.is(c);
  }

  private static int digit(String text, int from) {
    var at = from;
    while (at < text.length() && !isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOfDigits(String text, int from) {
    var at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String word(String part) {
    return part.strip().toLowerCase(Locale.ROOT);
  }
}
