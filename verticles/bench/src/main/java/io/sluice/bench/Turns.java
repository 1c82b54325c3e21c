package io.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Something and its baseline, measured in turns: one turn each that does not count, then in each
 * round both, the order changing from round to round.
 */
final class Turns<T> {
  private final List<T> ours = new ArrayList<>();
  private final List<T> baseline = new ArrayList<>();

  private Turns() {}

  /** One turn, and what it measured. */
  interface Turn<T> {
    T take() throws Exception;
  }

  static <T> Turns<T> take(int rounds, Turn<T> ours, Turn<T> baseline) throws Exception {
    var turns = new Turns<T>();
    ours.take();
    baseline.take();
    for (var round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        turns.ours.add(ours.take());
        turns.baseline.add(baseline.take());
      } else {
        turns.baseline.add(baseline.take());
        turns.ours.add(ours.take());
      }
    }
    return turns;
  }

  /** A row made of both sides. */
  Row row(ToDoubleFunction<T> number, BiFunction<Series, Series, Row> made) {
    return made.apply(Series.of(ours.stream().mapToDouble(number)),
        Series.of(baseline.stream().mapToDouble(number)));
  }

  Row row(String what, Row.Kind kind, ToDoubleFunction<T> number, String goal) {
    return new Row.Measured(what, Series.of(ours.stream().mapToDouble(number)),
        Series.of(baseline.stream().mapToDouble(number)), kind, goal);
  }
}
