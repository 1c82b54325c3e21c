package io.sluice.abrouting;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A split that is not what was asked for, told in as few digits as show it. */
final class Split {
  private static final int MOST_DIGITS = 3;
  private final String was;
  private final String askedFor;

  Split(List<Long> counts, List<Double> expected) {
    var all = (double) counts.stream().mapToLong(Long::longValue).sum();
    var digits = 0;
    while (digits < MOST_DIGITS && told(counts.stream().mapToDouble(n -> n / all), digits)
        .equals(told(expected.stream().mapToDouble(n -> n), digits))) {
      digits++;
    }
    was = told(counts.stream().mapToDouble(n -> n / all), digits);
    askedFor = told(expected.stream().mapToDouble(n -> n), digits);
  }

  String english() {
    return "Do not trust this: the split is " + was + " where " + askedFor + " was asked for.";
  }

  String korean() {
    return "이 결과를 믿지 마십시오. " + askedFor + " 비율로 나누어야 하는데 " + was + " 비율로 나뉘었습니다.";
  }

  private static String told(DoubleStream shares, int digits) {
    return shares.mapToObj(share -> String.format(Locale.ROOT, "%." + digits + "f", 100 * share))
        .collect(Collectors.joining(":"));
  }
}
