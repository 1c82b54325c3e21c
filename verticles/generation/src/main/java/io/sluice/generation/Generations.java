package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.bus.Span;
import io.sluice.bus.Streams;
import io.sluice.bus.Tracing;
import io.sluice.bus.Tracing.Kind;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.NotGenerated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Unavailable;
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
  private final Tracing tracing;
  private final BiFunction<Generate, CallInfo, ProviderChain> chains;

  /** Generations by the chain that suits a request. */
  Generations(Streams streams, Tracing tracing,
      BiFunction<Generate, CallInfo, ProviderChain> chains) {
    this.streams = streams;
    this.tracing = tracing;
    this.chains = chains;
  }

  /** Answers at once with the stream that the providers then write. */
  Future<Reply<StreamOpened>> generate(Generate request, CallInfo call) {
    EventLog<GenerationEvent> log = streams.open(call,
        new NotGenerated(new Cancelled("the generation was stopped")),
        new NotGenerated(new Unavailable("gateway", "the gateway is being stopped; ask again")));
    var span = tracing.begin(Generation.GENERATE.address(), Kind.INTERNAL, call);
    if (span.isNoted()) {
      noteBegin(span, request, log);
    }
    var below = span.of(call);
    chains.apply(request, below).generate(request, below, log).onSuccess(reply -> {
      noteEnd(span, reply);
      log.end(last(reply));
    });
    return Future.succeededFuture(Reply.of(new StreamOpened(log.id())));
  }

  private static void noteBegin(Span span, Generate request, EventLog<GenerationEvent> log) {
    span.with("sluice.tier", request.tier()).with("sluice.passages", request.passages().size())
        .with("sluice.turns", request.history().size());
    log.feed(event -> {
      if (event instanceof Started(String provider, String model)) {
        span.with("sluice.provider", provider).with("sluice.model", model);
      }
    });
  }

  private static void noteEnd(Span span, Reply<Generated> reply) {
    switch (reply) {
      case Answered<Generated>(Generated generated) -> {
        var usage = generated.usage();
        span.with("sluice.input_tokens", usage.promptTokens())
            .with("sluice.output_tokens", usage.completionTokens())
            .with("sluice.cost_usd", usage.costUsd())
            .with("sluice.grounded", generated.grounded());
      }
      case Refused<Generated>(var why) -> span.failed(why.code().toString(), why.message());
    }
    span.end();
  }

  private static GenerationEvent last(Reply<Generated> reply) {
    return switch (reply) {
      case Answered<Generated>(Generated generated) -> generated;
      case Refused<Generated>(var refusal) -> new NotGenerated(refusal);
    };
  }
}
