package io.sluice.bench;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What came of all questions that were asked for a while. */
record Outcomes(List<Outcome> all, double seconds) {

  Outcomes {
    all = List.copyOf(all);
  }

  static Outcomes together(List<Outcomes> some) {
    return new Outcomes(some.stream().flatMap(one -> one.all().stream()).toList(),
        some.stream().mapToDouble(Outcomes::seconds).sum());
  }

  int asked() {
    return all.size();
  }

  int count(Predicate<Outcome> which) {
    return (int) all.stream().filter(which).count();
  }

  double answersPerSecond() {
    return count(Outcome::isAnswer) / seconds;
  }

  /** In milliseconds; there must be some. */
  double p99(Predicate<Outcome> which) {
    return millis(which, 0.99);
  }

  /** What so large a share of them did not exceed. */
  double millis(Predicate<Outcome> which, double share) {
    var times = all.stream().filter(which).mapToDouble(Outcome::millis).toArray();
    if (times.length == 0) {
      throw new IllegalStateException("none of " + asked() + ", but " + strangest());
    }
    return Percentile.of(times, share);
  }

  /** Fails where questions were not answered, with one of the reasons. */
  Outcomes allAnswered() {
    if (count(Outcome::isAnswer) < asked()) {
      throw new IllegalStateException("not answered: " + strangest());
    }
    return this;
  }

  private String strangest() {
    return Stream.concat(all.stream().filter(one -> !one.isAnswer()), all.stream()).findFirst()
        .map(Outcome::toString).orElse("nothing was asked");
  }
}
