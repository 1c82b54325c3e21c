package io.sluice.http;

import io.sluice.http.IngestionViews.IngestionView;
import io.sluice.http.IngestionViews.LetterView;
import io.sluice.http.IngestionViews.Letters;
import io.sluice.message.DeadLetters;
import io.sluice.message.DeadLetters.ListDeadLetters;
import io.sluice.message.DeadLetters.RetryDeadLetter;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.FindIngestion;
import io.vertx.ext.web.RoutingContext;

/** {@code /v1/ingestions} and {@code /v1/dead-letters}: how documents fare on their way in. */
final class IngestionsHandler {
  private final Actors actors;

  IngestionsHandler(Actors actors) {
    this.actors = actors;
  }

  void get(RoutingContext ctx) {
    actors.ask(ctx, Ingestion.FIND_INGESTION, new FindIngestion(Caller.id(ctx), null),
        found -> Responses.json(ctx.response(), 200,
            IngestionView.of(found, Caller.requestId(ctx))));
  }

  void events(RoutingContext ctx) {
    new IngestionEvents(ctx, actors.bus(), Query.lastEventId(ctx)).write();
  }

  void deadLetters(RoutingContext ctx) {
    var request = new ListDeadLetters(Query.anyCollection(ctx), Query.limit(ctx));
    actors.ask(ctx, DeadLetters.LIST, request,
        listed -> Responses.json(ctx.response(), 200, new Letters(listed.letters().stream()
            .map(letter -> LetterView.of(letter, Caller.requestId(ctx))).toList())));
  }

  void retry(RoutingContext ctx) {
    actors.ask(ctx, DeadLetters.RETRY, new RetryDeadLetter(Caller.id(ctx)), 202);
  }
}
