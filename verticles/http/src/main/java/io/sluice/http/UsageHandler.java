package io.sluice.http;

import io.sluice.message.Insight;
import io.sluice.message.Insight.FindUsage;
import io.sluice.strictjson.Check.Violation;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;

/** {@code /v1/usage}: what was asked, what it cost and was saved, day by day, and what it will cost. */
final class UsageHandler {
  private static final int DAYS = 30;

  private final Actors actors;
  private final Clock clock;

  UsageHandler(Actors actors, Clock clock) {
    this.actors = actors;
    this.clock = clock;
  }

  /** From and to may be left out: the last thirty days. */
  void handle(RoutingContext ctx) {
    var until = Query.date(ctx, "to");
    var to = until == null ? LocalDate.now(clock) : until;
    var since = Query.date(ctx, "from");
    var from = since == null ? to.minusDays(DAYS - 1L) : since;
    if (from.isAfter(to)) {
      throw new Violation("from", "must not be after to");
    }
    actors.ask(ctx, Insight.FIND_USAGE, new FindUsage(from, to),
        found -> Responses.json(ctx.response(), 200, UsageView.of(from, to, found)));
  }
}
