package io.sluice.bench;

import io.sluice.message.Admission;
import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Right;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * What it costs that keys are looked at, and requests, tokens and money counted: answers from the cache
 * to one who has a key whose limits are far away, beside a gateway of the same kind that is open to all
 * and counts nothing. Askers and both gateways are in this process.
 */
final class AdmissionCost {
  private static final List<String> BODIES = List.of(
      "{\"question\": \"How many days of annual leave do I get?\"}",
      "{\"question\": \"How long must a password be?\"}", "{\"question\": \"When is payday?\"}");
  private static final int CONNECTIONS = 16;
  private static final int WARM_UP = 2;
  /** Short turns and more of them: a few hundredths are looked for. */
  private static final int SHORTER = 4;
  private static final double SECOND_MS = 1000;

  private final Settings settings;
  private final Vertx asking;
  private final LocalNode counting;
  private final LocalNode open;

  private AdmissionCost(Settings settings, Vertx asking, LocalNode counting, LocalNode open) {
    this.settings = settings;
    this.asking = asking;
    this.counting = counting;
    this.open = open;
  }

  static List<Row> measure(Settings settings) throws Exception {
    var asking = Vertx.vertx();
    try (var counting = LocalNode.withSampleAndLimits();
        var open = LocalNode.withSampleAndCaches()) {
      var cost = new AdmissionCost(settings, asking, counting, open);
      cost.remember();
      cost.expectAllToBeCounted();
      cost.counted(CONNECTIONS, settings.load().multipliedBy(WARM_UP));
      cost.uncounted(CONNECTIONS, settings.load().multipliedBy(WARM_UP));
      return cost.rows();
    } finally {
      Wait.until(asking.close());
    }
  }

  private void remember() throws Exception {
    for (var body : BODIES) {
      Load.once(asking, counting.port(), counting.key(), body);
      Load.once(asking, open.port(), body);
    }
    for (var answer : List.of(
        Load.once(asking, counting.port(), counting.key(), BODIES.getFirst()),
        Load.once(asking, open.port(), BODIES.getFirst()))) {
      if (!answer.toString().contains("\"exact\"")) {
        throw new IllegalStateException("not from the cache: " + answer);
      }
    }
  }

  private void expectAllToBeCounted() throws Exception {
    var admitted = Wait.until(Wait.answered(counting.bus().ask(Admission.ADMIT,
        new Admit(counting.key(), "127.0.0.1", Right.ASK, true), SyntheticCorpus.call())));
    if (admitted.account() == null || admitted.allowance() == null
        || admitted.budgetUsd() == null) {
      throw new IllegalStateException("not all is counted: " + admitted);
    }
  }

  private List<Row> rows() throws Exception {
    var time = settings.load().dividedBy(SHORTER);
    var rounds = 2 * settings.rounds() - 1;
    var what = "an answer from the cache with a key, rate, tokens and money counted / nothing"
        + " counted, ";
    return List.of(
        Turns.take(rounds, () -> counted(CONNECTIONS, time), () -> uncounted(CONNECTIONS, time))
            .row(what + CONNECTIONS + " connections", Row.Kind.MILLIS,
                result -> SECOND_MS / result.perSecond(), "≤ 1.05"),
        Turns.take(rounds, () -> counted(1, time), () -> uncounted(1, time))
            .row(what + "1 connection", Row.Kind.MILLIS,
                result -> SECOND_MS / result.perSecond(), "≤ 1.05"));
  }

  private Load.Result counted(int connections, Duration time) throws Exception {
    return Load.run(asking, counting.port(), counting.key(), BODIES, connections, time);
  }

  private Load.Result uncounted(int connections, Duration time) throws Exception {
    return Load.run(asking, open.port(), BODIES, connections, time);
  }
}
