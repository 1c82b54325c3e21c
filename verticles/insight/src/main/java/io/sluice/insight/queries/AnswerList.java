package io.sluice.insight.queries;

import io.sluice.insight.files.Place;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.Insight.AnswerSummary;
import io.sluice.message.Insight.AnswersFound;
import io.sluice.message.Insight.FindAnswers;
import io.sluice.message.QueryRecord;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is in the query log, the latest first, some at a time. A request looks through so many bytes
 * at most and then says where to go on, whether it found anything or not. Few may look at once. Confined to
 * one context; what takes time is done on a worker.
 */
public final class AnswerList {
  private static final int MOST = 200;
  private static final int MOST_LOOKING = 4;
  private static final long MOST_BYTES = 16L << 20;
  /** So much later than it ended a question may have been written at most. */
  private static final Duration LATE = Duration.ofMinutes(10);
  private static final Refusal BUSY = new Overloaded("too many look through the query log", 1_000);
  private static final Refusal NO_CURSOR = new BadRequest(
      "must be as it was told with the answers before", "cursor");

  private final Vertx vertx;
  private final QueryFiles files;
  private final QueryLog log;
  private final Clock clock;
  private final long bytes;
  /** How many look through the files. */
  private int looking;

  /** A list of what this log writes in the folder, to be used on its context. */
  public AnswerList(Vertx vertx, Path folder, QueryLog log, Clock clock) {
    this(vertx, folder, log, clock, MOST_BYTES);
  }

  AnswerList(Vertx vertx, Path folder, QueryLog log, Clock clock, long bytes) {
    this.vertx = vertx;
    this.files = new QueryFiles(folder);
    this.log = log;
    this.clock = clock;
    this.bytes = bytes;
  }

  /** What the tenant asked and fits, also what has only just ended. */
  public Future<Reply<AnswersFound>> find(String tenant, FindAnswers asked) {
    if (looking == MOST_LOOKING) {
      return Future.succeededFuture(Reply.refused(BUSY));
    }
    looking++;
    return log.write().recover(failed -> Future.succeededFuture())
        .compose(written -> vertx.executeBlocking(() -> look(tenant, asked), false))
        .map(found -> Objects.requireNonNull(found))
        .onComplete(looked -> looking--);
  }

  private Reply<AnswersFound> look(String tenant, FindAnswers asked) throws IOException {
    var cursor = asked.cursor();
    var place = cursor == null ? end(asked.to()) : Place.of(cursor);
    if (cursor != null && (place == null || !isPlace(place))) {
      return Reply.refused(NO_CURSOR);
    }
    var page = new Page(asked);
    var stopped = files.readBackwards(tenant, place,
        asked.from() == null ? null : dayOf(asked.from()), bytes, page::take);
    return Reply.of(new AnswersFound(page.found,
        stopped == null || page.isOver ? null : stopped.token()));
  }

  /** What ended until then is written before; null where that is the end. */
  private static @Nullable Place end(@Nullable Instant to) {
    return to == null
        ? null
        : new Place(dayOf(to.plus(LATE)), Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  private boolean isPlace(Place place) throws IOException {
    return !place.day().isAfter(dayOf(clock.instant()).plusDays(1)) && files.has(place);
  }

  private static LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** What was found of what is asked for. */
  private static final class Page {
    private final FindAnswers asked;
    private final int most;
    private final List<AnswerSummary> found = new ArrayList<>();
    /** All that comes is too old. */
    private boolean isOver;

    Page(FindAnswers asked) {
      this.asked = asked;
      this.most = Math.clamp(asked.limit(), 1, MOST);
    }

    /** Whether it goes on. */
    boolean take(QueryRecord query) {
      var from = asked.from();
      if (from != null && query.at().isBefore(from.minus(LATE))) {
        isOver = true;
        return false;
      }
      var summary = summary(query);
      if (fits(summary)) {
        found.add(summary);
      }
      return found.size() < most;
    }

    private boolean fits(AnswerSummary it) {
      var slower = asked.slowerThanMs();
      return isOrAny(asked.result(), it.result()) && isOrAny(asked.cache(), it.cache())
          && isOrAny(asked.tier(), it.tier()) && isOrAny(asked.variant(), it.variant())
          && (asked.degraded() == null || asked.degraded() != it.degraded().isEmpty())
          && (slower == null || (it.totalMs() != null && it.totalMs() > slower))
          && (asked.from() == null || !it.at().isBefore(asked.from()))
          && (asked.to() == null || !it.at().isAfter(asked.to()));
    }

    private static boolean isOrAny(@Nullable String wanted, @Nullable String is) {
      return wanted == null || wanted.equals(is);
    }
  }

  private static AnswerSummary summary(QueryRecord query) {
    var route = query.route();
    var timings = query.timings();
    return new AnswerSummary(query.id(), query.at(), query.requestId(), query.collection(),
        query.question(), result(query), query.refusal(), route == null ? null : route.tier(),
        route == null ? null : route.provider(), route == null ? null : route.model(),
        route == null ? null : route.variant(),
        query.cache() == null ? CacheState.NONE.layer() : query.cache().layer(),
        query.degraded().stream().map(Degraded::what).distinct().toList(),
        timings == null ? null : timings.totalMs(), query.usage().costUsd());
  }

  private static String result(QueryRecord query) {
    return query.refusal() != null
        ? AnswerSummary.REFUSED
        : query.grounded() ? AnswerSummary.GROUNDED : AnswerSummary.UNGROUNDED;
  }
}
