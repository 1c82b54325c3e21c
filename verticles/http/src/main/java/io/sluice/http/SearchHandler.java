package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.http.Responses.Hits;
import io.sluice.message.Answering;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/search}: retrieval alone. */
final class SearchHandler {
  private final Bus bus;
  private final BodyReader body;

  SearchHandler(Bus bus, BodyReader body) {
    this.bus = bus;
    this.body = body;
  }

  void handle(RoutingContext ctx) {
    body.read(ctx, Bodies.SearchFor.class, search -> search(ctx, search));
  }

  private void search(RoutingContext ctx, Bodies.SearchFor search) {
    var call = Caller.call(ctx, Answering.SEARCH.timeout());
    bus.ask(Answering.SEARCH, search.toMessage(), call).onSuccess(
        reply -> Errors.unlessRefused(ctx, reply, found -> Responses.json(ctx.response(), 200,
            Hits.of(found))));
  }
}
