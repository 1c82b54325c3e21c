package io.sluice.answer;

import io.sluice.message.AnswerEvent.Done;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether two answers say the same, as far as can be told without a model: they rest on the same passages
 * in the main, and name the same numbers.
 */
final class Agreement {
  private static final double SHARE = 0.5;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final Pattern CITED = Pattern.compile("\\[\\d{1,3}]");

  private Agreement() {}

  static boolean between(Done one, String text, Done other, String otherText) {
    return one.grounded() == other.grounded()
        && share(Cited.passages(one), Cited.passages(other)) >= SHARE
        && share(numbers(text), numbers(otherText)) >= SHARE;
  }

  private static Set<String> numbers(String text) {
    return NUMBER.matcher(CITED.matcher(text).replaceAll("")).results()
        .map(number -> number.group()).collect(Collectors.toSet());
  }

  /** Of all there are in either, those in both; 1 where there are none. */
  private static double share(Set<String> one, Set<String> other) {
    var all = new HashSet<>(one);
    all.addAll(other);
    var both = new HashSet<>(one);
    both.retainAll(other);
    return all.isEmpty() ? 1 : (double) both.size() / all.size();
  }
}
