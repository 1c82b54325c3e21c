package io.sluice.generation;

import io.sluice.bus.Bus;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Charge;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.CallInfo;
import io.sluice.message.Insight;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.ObserveAll;
import java.util.List;

/**
 * Counts what a model has said of an answer that has no end: whoever leaves before it, or is left, has
 * had these words all the same. Nobody else can, since the log that they went into is over.
 */
final class BrokenOff {
  private final Bus bus;

  BrokenOff(Bus bus) {
    this.bus = bus;
  }

  void count(String tier, String provider, String model, Usage usage, CallInfo call) {
    var observed = new Observe(null, false, new Route("control", tier, provider, model), usage,
        List.of(), null, null, true, null);
    bus.ask(Insight.OBSERVE_ALL, new ObserveAll(List.of(observed)),
        call.renewed(Insight.OBSERVE_ALL.timeout()));
    if (call.account() != null) {
      bus.ask(Admission.CHARGE,
          new Charge(call.account(), usage.promptTokens() + usage.completionTokens(),
              usage.costUsd()),
          call.renewed(Admission.CHARGE.timeout()));
    }
  }
}
