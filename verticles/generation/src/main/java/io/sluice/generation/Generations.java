package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import java.util.function.BiFunction;

/**
 * Opens a stream for each generation and sees to it that it ends, whatever becomes of the providers.
 * Safe for any thread.
 */
final class Generations {
  private final Streams streams;
  private final BiFunction<Generate, CallInfo, ProviderChain> chains;

  /** Generations by the chain that suits a request. */
  Generations(Streams streams, BiFunction<Generate, CallInfo, ProviderChain> chains) {
    this.streams = streams;
    this.chains = chains;
  }

  /** Answers at once with the stream that the providers then write. */
  Future<Reply<StreamOpened>> generate(Generate request, CallInfo call) {
    EventLog<GenerationEvent> log = streams.open(call,
        new NotGenerated(new Cancelled("the generation was stopped")));
    chains.apply(request, call).generate(request, call, log)
        .onSuccess(reply -> log.end(last(reply)));
    return Future.succeededFuture(Reply.of(new StreamOpened(log.id())));
  }

  private static GenerationEvent last(Reply<Generated> reply) {
    return switch (reply) {
      case Answered<Generated>(Generated generated) -> generated;
      case Refused<Generated>(var refusal) -> new NotGenerated(refusal);
    };
  }
}
