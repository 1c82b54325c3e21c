package io.sluice.parsing.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the dates that people and programs write: {@code 2024-03-05T…}, {@code 2024. 3. 5.}, {@code 2024년 3월 5일}, {@code 20240305}. */
public final class Dates {
  private static final int COMPACT = 8;
  private static final int WITHIN = 40;

  private Dates() {}

  /** The date a text begins with; null where it begins with none. */
  public static @Nullable LocalDate of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var numbers = new int[3];
    var count = 0;
    var end = Math.min(text.length(), WITHIN);
    for (var at = 0; at < end && count < 3;) {
      var from = at;
      while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at > from) {
        if (count == 0 && at - from == COMPACT) {
          return date(number(text, from, from + 4), number(text, from + 4, from + 6),
              number(text, from + 6, at));
        }
        if (at - from > 4 || (count == 0 && at - from != 4)) {
          return null;
        }
        numbers[count++] = number(text, from, at);
      } else if (count == 0 ? text.charAt(at++) != ' ' : !isSeparator(text.charAt(at++))) {
        return null;
      }
    }
    return count == 3 ? date(numbers[0], numbers[1], numbers[2]) : null;
  }

  private static boolean isSeparator(char c) {
    return "-/. 년월".indexOf(c) >= 0;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text.substring(from, to));
  }

  private static @Nullable LocalDate date(int year, int month, int day) {
    try {
      return year < 1000 ? null : LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
