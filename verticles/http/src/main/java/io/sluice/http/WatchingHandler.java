package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.message.Insight;
import io.sluice.message.Insight.AnswerSummary;
import io.sluice.message.Insight.Figures;
import io.sluice.message.Insight.FindAnswers;
import io.sluice.message.Insight.FindOverview;
import io.sluice.message.Insight.OverviewFound;
import io.sluice.strictjson.Check.Violation;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;

/** What who watches the gateway looks at: how it goes lately, and which questions there were. */
final class WatchingHandler {
  private static final int MINUTES = 60;
  private static final int MIN_MINUTES = 5;
  private static final int MAX_MINUTES = 24 * 60;
  private static final int PAGE = 50;
  private static final int MAX_PAGE = 200;

  private final Actors actors;

  WatchingHandler(Actors actors) {
    this.actors = actors;
  }

  /** The overview, in which each moment has the fields that all together have. */
  record OverviewView(Instant from, Instant to, long stepMs, Instant since, Figures totals,
      List<MomentView> moments) {

    static OverviewView of(OverviewFound found) {
      return new OverviewView(found.from(), found.to(), found.stepMs(), found.since(),
          found.totals(), found.moments().stream()
              .map(moment -> new MomentView(moment.at(), moment.figures())).toList());
    }
  }

  record MomentView(Instant at, @JsonUnwrapped Figures figures) {}

  /** {@code GET /v1/overview}: the last hour, or as many minutes as are asked for. */
  void overview(RoutingContext ctx) {
    var minutes = Query.number(ctx, "minutes", MINUTES, MIN_MINUTES, MAX_MINUTES);
    actors.ask(ctx, Insight.FIND_OVERVIEW, new FindOverview(minutes),
        found -> Responses.json(ctx.response(), 200, OverviewView.of(found)));
  }

  /** {@code GET /v1/answers}: the latest first. */
  void answers(RoutingContext ctx) {
    var from = Query.instant(ctx, "from");
    var to = Query.instant(ctx, "to");
    if (from != null && to != null && from.isAfter(to)) {
      throw new Violation("from", "must not be after to");
    }
    actors.ask(ctx, Insight.FIND_ANSWERS,
        new FindAnswers(Query.number(ctx, "limit", PAGE, 1, MAX_PAGE), ctx.request()
            .getParam("cursor"),
            Query.oneOf(ctx, "result", AnswerSummary.GROUNDED, AnswerSummary.UNGROUNDED,
                AnswerSummary.REFUSED),
            Query.oneOf(ctx, "cache", "none", "exact", "semantic"), Query.text(ctx, "tier"),
            Query.text(ctx, "variant"), Query.flag(ctx, "degraded"),
            Query.millis(ctx, "slowerThanMs"), from, to),
        200);
  }
}
