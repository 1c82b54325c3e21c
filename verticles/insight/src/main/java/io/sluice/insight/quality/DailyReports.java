package io.sluice.insight.quality;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.insight.queries.QueryLog;
import io.sluice.message.Quality.Report;
import io.sluice.message.Quality.ReportMade;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the report of a day from the query log and the feedback, one at a time, on a worker. What a report
 * of a day that is over says may still change, by what is said of its answers later. Confined to one context.
 */
final class DailyReports {
  private static final Logger LOG = LoggerFactory.getLogger(DailyReports.class);
  private static final int MOST_WAITING = 8;

  private final Vertx vertx;
  private final Path folder;
  private final QueryLog queries;
  private final double badScore;
  private final Clock clock;
  /** By tenant and day, for as long as one looks at them. */
  private final Cache<List<String>, ReportMade> made;
  private final Map<List<String>, Future<Reply<ReportMade>>> underWay = new HashMap<>();
  private Future<?> making = Future.succeededFuture();
  private int waiting;

  DailyReports(Vertx vertx, Path folder, QueryLog queries, double badScore, Clock clock) {
    this.vertx = vertx;
    this.folder = folder;
    this.queries = queries;
    this.badScore = badScore;
    this.clock = clock;
    this.made = Caffeine.newBuilder().maximumSize(100)
        .expireAfterWrite(Duration.ofSeconds(10)).build();
  }

  Future<Reply<ReportMade>> of(String tenant, LocalDate day) {
    if (queries.isOff()) {
      return Future.succeededFuture(Reply.refused(
          new NotFound("no query log is written, of which reports are made", "day")));
    }
    if (day.isAfter(LocalDate.now(clock))) {
      return Future.succeededFuture(
          Reply.refused(new BadRequest("must not be after today, of UTC", "day")));
    }
    var key = List.of(tenant, day.toString());
    var known = made.getIfPresent(key);
    if (known != null) {
      return Future.succeededFuture(Reply.of(known));
    }
    var same = underWay.get(key);
    if (same != null) {
      return same;
    }
    if (waiting == MOST_WAITING) {
      return Future.succeededFuture(
          Reply.refused(new Overloaded("too many reports are being made", 5_000)));
    }
    waiting++;
    var next = making.transform(before -> queries.write())
        .transform(written -> vertx.executeBlocking(() -> make(tenant, day), false))
        .map(report -> {
          made.put(key, Objects.requireNonNull(report));
          return Reply.of(report);
        }).otherwise(failure -> {
          LOG.error("the report of {} could not be made", day, failure);
          return Reply.refused(new Internal("the report could not be made"));
        }).onComplete(over -> waiting--);
    making = next;
    if (!next.isComplete()) {
      underWay.put(key, next);
      next.onComplete(over -> underWay.remove(key));
    }
    return next;
  }

  private ReportMade make(String tenant, LocalDate day) throws IOException {
    var read = new DayReader(tenant, day, badScore);
    read.read(folder);
    return new ReportMade(ReportWords.with(new Report(day, read.questions, read.answered,
        read.refused, read.searched, read.notFound, read.topScore.value(), read.grounded.value(),
        read.topThreeClicked.value(), read.precision.value(), read.rating.count(),
        read.rating.value(), read.costUsd, read.worst(), Groups.of(read.unanswered()), "", "")));
  }
}
