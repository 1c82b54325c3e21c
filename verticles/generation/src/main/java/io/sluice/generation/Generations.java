package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a stream for each generation and sees to it that it ends, whatever becomes of the provider.
 * Safe for any thread.
 */
final class Generations {
  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

  private final Streams streams;
  private final Provider provider;

  Generations(Streams streams, Provider provider) {
    this.streams = streams;
    this.provider = provider;
  }

  /** Answers at once with the stream that the provider then writes. */
  Future<Reply<StreamOpened>> generate(Generate request, CallInfo call) {
    EventLog<GenerationEvent> log = streams.open(call,
        new NotGenerated(new Cancelled("the generation was stopped")));
    provider.generate(request, call, log).otherwise(failure -> failed(call, failure))
        .onSuccess(reply -> log.end(last(reply)));
    return Future.succeededFuture(Reply.of(new StreamOpened(log.id())));
  }

  private static GenerationEvent last(Reply<Generated> reply) {
    return switch (reply) {
      case Answered<Generated>(Generated generated) -> generated;
      case Refused<Generated>(var refusal) -> new NotGenerated(refusal);
    };
  }

  private Reply<Generated> failed(CallInfo call, Throwable failure) {
    LOG.error("generation failed provider={} requestId={}", provider.name(), call.requestId(),
        failure);
    return Reply.refused(new Internal("the answer could not be generated"));
  }
}
