package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.message.Ask;
import io.sluice.message.Message;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** The actors behind the front door, asked on behalf of a request. */
record Actors(Bus bus) {

  /** Uses what is answered; where it is refused instead, the one who requested it is told. */
  <Q extends Message, A extends Message> void ask(RoutingContext ctx, Ask<Q, A> ask, Q request,
      Consumer<A> use) {
    bus.ask(ask, request, Caller.call(ctx, ask.timeout()))
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply, use));
  }

  /** Sends on what is answered, as it is. */
  <Q extends Message, A extends Message> void ask(RoutingContext ctx, Ask<Q, A> ask, Q request,
      int status) {
    ask(ctx, ask, request, answer -> Responses.json(ctx.response(), status, answer));
  }
}
