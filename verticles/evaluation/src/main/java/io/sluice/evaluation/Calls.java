package io.sluice.evaluation;

import io.sluice.bus.Bus;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Requests over the bus, for threads that may wait. What may succeed later is asked again. */
final class Calls {
  private static final int ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Bus bus;

  Calls(Bus bus) {
    this.bus = bus;
  }

  /** The answer, or the refusal that stayed. */
  <Q extends Message, A extends Message> Reply<A> ask(Ask<Q, A> ask, Q request) {
    var pause = FIRST_PAUSE;
    for (var attempt = 1;; attempt++) {
      var reply = once(ask, request);
      if (!(reply instanceof Refused<A>(Refusal why) && why.retryable()) || attempt == ATTEMPTS) {
        return reply;
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.multipliedBy(2);
    }
  }

  /** The answer to one attempt. */
  <Q extends Message, A extends Message> Reply<A> once(Ask<Q, A> ask, Q request) {
    return bus.ask(ask, request, CallInfo.within(ask.timeout(), "eval")).toCompletionStage()
        .toCompletableFuture().join();
  }

  /** The answer, without which there is no evaluation. */
  <Q extends Message, A extends Message> A need(Ask<Q, A> ask, Q request) {
    return orThrow(ask(ask, request));
  }

  static <A> A orThrow(Reply<A> reply) {
    return switch (reply) {
      case Answered<A>(A answer) -> answer;
      case Refused<A>(Refusal why) ->
        throw new EvaluationFailed(why.message() + " (" + why.code() + ")");
    };
  }
}
