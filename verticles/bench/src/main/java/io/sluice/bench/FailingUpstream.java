package io.sluice.bench;

import io.sluice.resilience.CircuitConfig;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How many questions are answered, and how, while 3 of 10 calls of the model's server fail; and how many
 * calls there are more than questions. Where the server is left alone after failures in a row, there are
 * fewer, so that is counted with a gateway that never leaves it alone.
 */
final class FailingUpstream {
  private static final int ASKERS = 16;
  private static final int LONGER = 5;
  /** Those that may be made once more at the very beginning. */
  private static final int FIRST_RETRIES = 10;
  private static final CircuitConfig NEVER = new CircuitConfig(10_000,
      CircuitConfig.DEFAULT.rest());

  private FailingUpstream() {}

  static List<Row> measure(Settings settings) throws Exception {
    var left = ask(settings, CircuitConfig.DEFAULT);
    var pressed = ask(settings, NEVER);
    var what = "a model's server fails 3 calls of 10";
    var pressing = what + " and is never left alone";
    return List.of(answered(what, left), byTheModel(what, left), answered(pressing, pressed),
        byTheModel(pressing, pressed),
        new Row.Measured(
            pressing + ": calls, but for the first " + FIRST_RETRIES + " retries / questions",
            Series.of(DoubleStream.of(pressed.calls() - FIRST_RETRIES)),
            Series.of(DoubleStream.of(pressed.outcomes().asked())), Row.Kind.CALLS, "≤ 1.2"));
  }

  private static Row answered(String what, Run run) {
    return new Row.Share(what + ": answered / asked", run.outcomes().count(Outcome::isAnswer),
        run.outcomes().asked(), "≥ 99.9 %");
  }

  private static Row byTheModel(String what, Run run) {
    return new Row.Share(what + ": answered by the model / asked",
        run.outcomes().count(Outcome::isByTheModel), run.outcomes().asked(), "");
  }

  private record Run(Outcomes outcomes, int calls) {}

  private static Run ask(Settings settings, CircuitConfig circuit) throws Exception {
    var upstream = Vertx.vertx();
    try {
      var model = FailingModel.serve(upstream);
      try (var node = LocalNode.withSampleAndModel(model.port(), circuit);
          var crowd = Crowd.reading(node.port())) {
        var outcomes = crowd.askers(ASKERS, settings.load().multipliedBy(LONGER));
        return new Run(outcomes, model.calls());
      }
    } finally {
      Wait.until(upstream.close());
    }
  }
}
