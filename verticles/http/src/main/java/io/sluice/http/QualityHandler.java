package io.sluice.http;

import io.sluice.message.Quality;
import io.sluice.message.Quality.FindQuality;
import io.sluice.message.Quality.MakeReport;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;

/** {@code /v1/quality}: how good answers are lately, and how a day went. */
final class QualityHandler {
  private final Actors actors;
  private final Clock clock;

  QualityHandler(Actors actors, Clock clock) {
    this.actors = actors;
    this.clock = clock;
  }

  void now(RoutingContext ctx) {
    actors.ask(ctx, Quality.FIND_QUALITY, new FindQuality(),
        found -> Responses.json(ctx.response(), 200, QualityViews.Lately.of(found)));
  }

  /** The day may be left out: today, as far as it went. */
  void report(RoutingContext ctx) {
    var asked = Query.date(ctx, "day");
    var day = asked == null ? LocalDate.now(clock) : asked;
    actors.ask(ctx, Quality.MAKE_REPORT, new MakeReport(day),
        made -> Responses.json(ctx.response(), 200, QualityViews.Report.of(made.report())));
  }
}
