package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Complete;
import io.sluice.message.Generation.Completed;
import io.sluice.message.Reply;
import io.sluice.message.Tier;
import io.vertx.core.Future;
import java.time.Duration;

/** The model for small work, if there is one. */
final class SmallModel {
  private final Bus bus;

  SmallModel(Bus bus) {
    this.bus = bus;
  }

  /** Asks it, and gives up in time for something to be made of what is there without it. */
  Future<Reply<Completed>> ask(String instructions, String prompt, int maxTokens, Duration within,
      CallInfo call) {
    var half = call.remaining().dividedBy(2);
    return bus.ask(Generation.COMPLETE,
        new Complete(Tier.SIMPLE.tag(), instructions, prompt, maxTokens),
        call.atMost(half.compareTo(within) < 0 ? half : within));
  }
}
