package io.sluice.bus;

import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks for what only one of the nodes knows: the nearest first, and then all others at once. */
record Knowing(List<String> others) {

  <Q extends Message, A extends Message> Future<Reply<A>> ask(Bus bus, Ask<Q, A> ask, Q request,
      CallInfo call) {
    var anywhere = ask.toAny();
    return bus.ask(anywhere, request, call)
        .compose(reply -> isKnown(reply)
            ? Future.succeededFuture(reply)
            : askOthers(bus, anywhere, request, call, reply));
  }

  /** The first answer is taken: nobody waits for the slower ones. */
  private <Q extends Message, A extends Message> Future<Reply<A>> askOthers(Bus bus,
      Ask<Q, A> ask, Q request, CallInfo call, Reply<A> nearest) {
    var first = Promise.<Reply<A>>promise();
    var asked = others.stream().map(node -> bus.ask(ask.on(node), request, call)).toList();
    asked.forEach(one -> one.onSuccess(reply -> {
      if (reply instanceof Answered<A>) {
        first.tryComplete(reply);
      }
    }));
    Future.all(asked).onSuccess(all -> first.tryComplete(best(nearest, all.list())));
    return first.future();
  }

  /** An answer, or else why one that may know it does not give it, or else that nobody knows it. */
  private static <A> Reply<A> best(Reply<A> nearest, List<Reply<A>> others) {
    return first(others, reply -> reply instanceof Answered<A>)
        .or(() -> first(others, Knowing::isKnown))
        .or(() -> first(List.of(nearest), Knowing::isNotFound))
        .or(() -> first(others, Knowing::isNotFound)).orElse(nearest);
  }

  private static <A> Optional<Reply<A>> first(List<Reply<A>> replies,
      Predicate<Reply<A>> wanted) {
    return replies.stream().filter(wanted).findFirst();
  }

  private static boolean isNotFound(Reply<?> reply) {
    return reply instanceof Refused<?>(NotFound _);
  }

  /** Whether more than that it is not here. */
  private static boolean isKnown(Reply<?> reply) {
    return switch (reply) {
      case Answered<?> _ -> true;
      case Refused<?>(Refusal why) -> !(why instanceof NotFound) && !isAbsent(why);
    };
  }

  private static boolean isAbsent(Refusal why) {
    return why instanceof Unavailable(String part, String _) && part.startsWith("sluice.");
  }
}
