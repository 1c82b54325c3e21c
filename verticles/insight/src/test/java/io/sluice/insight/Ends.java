package io.sluice.insight;

import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Insight.Observe;
import java.util.List;

/** Questions that have ended. */
final class Ends {

  private Ends() {}

  static Observe answered(String tier, String model) {
    return new Observe(null, true, new Route("control", tier, "openai", model),
        new Usage(100, 20, 0.25, 0.5), List.of("rerank", "rerank"),
        new Timings(900, 2.0, 8.0, 40.0, 120.0), null);
  }

  /** Nobody asked it. */
  static Observe compared(String tier, String model) {
    var asked = answered(tier, model);
    return new Observe(asked.refusal(), asked.grounded(), asked.route(), asked.usage(),
        asked.degraded(), asked.timings(), asked.cache(), true);
  }

  static Observe refused(String code) {
    return new Observe(code, false, null, Usage.NONE, List.of(), null, null);
  }
}
