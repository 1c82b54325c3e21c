package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.Kind;
import io.sluice.message.AbRouting.Outcome;
import io.sluice.message.AbRouting.RecordOutcomes;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells experiments what came of their variants. Only answers that a variant made count: how often one is
 * found in a cache depends on how many askers the variant has, and not on what it does, and so does how
 * often one reads along with another.
 */
final class Outcomes {
  private final Bus bus;

  Outcomes(Bus bus) {
    this.bus = bus;
  }

  void tell(Done done, Asked asked) {
    if (!asked.notes().hasJoined()) {
      tell(done, asked.question(), asked.chosen(), asked.call());
    }
  }

  /** Nobody waits for it. */
  void tell(Done done, AskQuestion question, VariantChosen chosen, CallInfo call) {
    var experiment = experiment(done, question, chosen);
    if (experiment != null) {
      var asker = Variants.asker(question, call);
      bus.ask(AbRouting.RECORD_OUTCOMES, new RecordOutcomes(List.of(
          new Outcome(experiment, chosen.variant(), Kind.EXPOSED, 1, asker),
          new Outcome(experiment, chosen.variant(), Kind.LATENCY_MS, done.timings().totalMs(),
              asker),
          new Outcome(experiment, chosen.variant(), Kind.COST_USD, done.usage().costUsd(), asker),
          new Outcome(experiment, chosen.variant(), Kind.GROUNDED, done.grounded() ? 1 : 0,
              asker))),
          call.renewed(AbRouting.RECORD_OUTCOMES.timeout()));
    }
  }

  /** The experiment that the answer counts for; null where it counts for none. */
  static @Nullable String experiment(Done done, AskQuestion question, VariantChosen chosen) {
    return question.retrieves() && done.cache().layer().equals(CacheState.NONE.layer())
        && done.route().variant().equals(chosen.variant()) ? chosen.experiment() : null;
  }
}
