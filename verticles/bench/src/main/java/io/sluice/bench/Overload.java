package io.sluice.bench;

import io.sluice.resilience.CircuitConfig;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Many who ask at once what was not asked before, and then three times as many questions as were
 * answered to them. The gateway has what it remembers, as shipped; the model answers at once, so that
 * what is left of the time is the gateway's.
 *
 * <p>How many can be answered, and how long the slowest answers then take, say askers of whom each waits
 * for the answer before the next question; then questions come whether or not those before are answered.
 * Of each the time counts from when it was to be asked. Askers are in the same process, on an event loop
 * of their own.
 */
final class Overload {
  private static final int TIMES = 3;
  private static final int WARM_UP = 5;
  private static final int LONGER = 2;
  private static final int ROUNDS = 3;
  private static final double SECOND_MS = 1000;

  private Overload() {}

  /** What the gateway bears, and what became of too much. */
  private record Round(Outcomes bearable, Outcomes tooMuch) {

    static double bearableP99(Round round) {
      return round.bearable().p99(Outcome::isAnswer);
    }
  }

  static List<Row> measure(Settings settings) throws Exception {
    var model = Vertx.vertx();
    try (var node = LocalNode.withSampleAndModel(PacedModel.serve(model, PacedModel.SENTENCE, 0),
        CircuitConfig.DEFAULT);
        var crowd = Crowd.at(node.port())) {
      var askers = settings.askers();
      var time = settings.load().multipliedBy(LONGER);
      crowd.askers(askers, settings.load().multipliedBy(WARM_UP));
      var rounds = new ArrayList<Round>();
      for (var round = 0; round < Math.min(ROUNDS, settings.rounds()); round++) {
        var bearable = crowd.askers(askers, time);
        rounds.add(new Round(bearable,
            crowd.perSecond(TIMES * bearable.answersPerSecond(), time)));
      }
      var rows = new ArrayList<>(bearable(askers, rounds));
      rows.addAll(tooMuch(askers, rounds));
      return rows;
    } finally {
      Wait.until(model.close());
    }
  }

  private static List<Row> bearable(int askers, List<Round> rounds) {
    var what = askers + " askers at once, a model that answers at once: ";
    var all = Outcomes.together(rounds.stream().map(Round::bearable).toList());
    return List.of(
        row(what + "p99 / a second", rounds, Round::bearableP99, round -> SECOND_MS,
            Row.Kind.MILLIS, "≤ 1"),
        new Row.Share(what + "answered / asked", all.count(Outcome::isAnswer), all.asked(),
            "100 %"),
        new Row.Share(what + "by the model, nothing given up, nothing from a cache / asked",
            all.count(one -> one.isByTheModel() && one.isInFull()), all.asked(), ""));
  }

  private static List<Row> tooMuch(int askers, List<Round> rounds) {
    var what = TIMES + " times as many questions as can be answered: ";
    var baseline = " / with " + askers + " askers";
    var all = Outcomes.together(rounds.stream().map(Round::tooMuch).toList());
    var rows = new ArrayList<Row>();
    rows.add(row(what + "p99 of those answered" + baseline, rounds,
        round -> round.tooMuch().p99(Outcome::isAnswer), Round::bearableP99, Row.Kind.MILLIS,
        "≤ 2"));
    for (var percent : List.of(50, 99)) {
      rows.add(refused(what + "p" + percent + " of those refused / p99 of those answered with "
          + askers + " askers", percent / 100.0, rounds));
    }
    rows.add(
        new Row.Share(what + "answered, or refused with 503 and when to come again / asked",
            all.count(one -> one.isAnswer() || one.isClearRefusal()), all.asked(), "100 %"));
    rows.add(row(what + "answered" + baseline, rounds,
        round -> round.tooMuch().answersPerSecond(), round -> round.bearable().answersPerSecond(),
        Row.Kind.PER_SECOND, ""));
    return rows;
  }

  private static Row refused(String what, double share, List<Round> rounds) {
    return rounds.stream().allMatch(round -> round.tooMuch().count(Outcome::isClearRefusal) > 0)
        ? row(what, rounds, round -> round.tooMuch().millis(Outcome::isClearRefusal, share),
            Round::bearableP99, Row.Kind.MILLIS, "")
        : new Row.Skipped(what, "in a round all were answered");
  }

  private static Row row(String what, List<Round> rounds, ToDoubleFunction<Round> ours,
      ToDoubleFunction<Round> baseline, Row.Kind kind, String goal) {
    return new Row.Measured(what, Series.of(rounds.stream().mapToDouble(ours)),
        Series.of(rounds.stream().mapToDouble(baseline)), kind, goal);
  }
}
