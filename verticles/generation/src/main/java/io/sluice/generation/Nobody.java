package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Unavailable;
import io.vertx.core.Future;

/** Stands where only a model could answer and there is none. */
final class Nobody implements Provider {
  static final Refusal NO_MODEL = new Unavailable("generation",
      "there is no language model (see generation.endpoints)");

  @Override
  public String name() {
    return "nobody";
  }

  @Override
  public Future<Outcome> generate(Generate request, CallInfo call, EventLog<GenerationEvent> log) {
    return Future.succeededFuture(new Outcome.Failed(new BadRequest(
        "retrieval: must not be false where there is no language model (see generation.endpoints)",
        "retrieval")));
  }
}
