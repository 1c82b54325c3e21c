package io.sluice.parsing.cleaning;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * A page's number at either end of a line that has other words too: with a word for a page
 * ({@code ACME Page 3 of 9}, {@code 사규집 3쪽}), or set apart from the words by a wide gap, a bar or a dot
 * ({@code Report | 3}). {@code Step 3}, {@code Step 3 of 9}, {@code 제3조} and {@code 3. Leave} have none.
 */
final class NumberBesideWords {
  private static final int MOST_WORDS = 4;
  private static final Set<String> PAGE = Set.of("page", "p.", "pg", "페이지", "쪽", "면");

  private NumberBesideWords() {}

  /** Whether the number says itself that it is a page's. */
  static boolean isNamed(String line, int number) {
    var words = line.split("[ \t]+", -1);
    for (var count = 1; count <= Math.min(MOST_WORDS, words.length); count++) {
      if (isNamed(words, 0, count, number)
          || isNamed(words, words.length - count, words.length, number)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(String[] words, int from, int to, int number) {
    var part = String.join(" ", Arrays.asList(words).subList(from, to));
    var lower = part.toLowerCase(Locale.ROOT);
    return is(part, number) && PAGE.stream().anyMatch(lower::contains);
  }

  /** Whether the number stands apart from the words. */
  static boolean isApart(String line, int number) {
    var parts = line.split("[\t|│·•]", -1);
    return parts.length > 1 && (is(parts[0], number) || is(parts[parts.length - 1], number));
  }

  private static boolean is(String part, int number) {
    var form = PageNumber.of(part);
    return form != null && form.value() == number;
  }
}
