package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.generation.Outcome.Failed;
import io.sluice.generation.Outcome.GaveUp;
import io.sluice.generation.Outcome.Spoke;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.UpstreamFailed;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Providers one after the other: where one gives up the next is asked, and the asker is told. Safe for
 * any thread.
 */
final class ProviderChain {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderChain.class);

  private final List<Provider> providers;

  /** A chain of at least one; what the last one says counts. */
  ProviderChain(List<Provider> providers) {
    this.providers = List.copyOf(providers);
  }

  Future<Reply<Generated>> generate(Generate request, CallInfo call,
      EventLog<GenerationEvent> log) {
    return from(0, request, call, log);
  }

  private Future<Reply<Generated>> from(int place, Generate request, CallInfo call,
      EventLog<GenerationEvent> log) {
    var provider = providers.get(place);
    return Future.<Outcome>future(
        started -> provider.generate(request, call, log).onComplete(started))
        .otherwise(failure -> broken(provider, call, failure))
        .compose(outcome -> switch (outcome) {
          case Spoke(Generated generated) -> done(Reply.of(generated));
          case Failed(Refusal why) -> done(refused(provider, call, why));
          case GaveUp(Refusal why) -> place + 1 == providers.size() || log.hasEnded()
              ? done(refused(provider, call, why))
              : next(place + 1, why, request, call, log);
        });
  }

  private Future<Reply<Generated>> next(int place, Refusal why, Generate request, CallInfo call,
      EventLog<GenerationEvent> log) {
    LOG.warn("next provider={} requestId={} since {}", providers.get(place).name(),
        call.requestId(), why.message());
    log.append(Degraded.since("generation", "", why));
    return from(place, request, call, log);
  }

  private static Reply<Generated> refused(Provider provider, CallInfo call, Refusal why) {
    if (why instanceof Cancelled) {
      LOG.info("not finished provider={} requestId={}: {}", provider.name(), call.requestId(),
          why.message());
      return Reply.refused(why);
    }
    // What somebody has to set right is to be seen.
    LOG.atLevel(why instanceof UpstreamFailed ? Level.WARN : Level.INFO).log(
        "not generated provider={} requestId={} code={} {}", provider.name(), call.requestId(),
        why.code(), why.message());
    return Reply.refused(why);
  }

  /** A fault of our own, whose reason is nothing for the asker. */
  private static Outcome broken(Provider provider, CallInfo call, Throwable failure) {
    LOG.error("generation failed provider={} requestId={}", provider.name(), call.requestId(),
        failure);
    return new Failed(new Internal("the answer could not be generated"));
  }

  private static <A> Future<Reply<A>> done(Reply<A> reply) {
    return Future.succeededFuture(reply);
  }
}
