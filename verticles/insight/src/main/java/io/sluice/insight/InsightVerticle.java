package io.sluice.insight;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.insight.feedback.FeedbackLog;
import io.sluice.insight.feedback.Opinions;
import io.sluice.insight.feedback.Outcome;
import io.sluice.insight.files.Retention;
import io.sluice.insight.overview.Overview;
import io.sluice.insight.quality.QualityDesk;
import io.sluice.insight.queries.AnswerList;
import io.sluice.insight.queries.QueryLog;
import io.sluice.message.CallInfo;
import io.sluice.message.Insight;
import io.sluice.message.Insight.AnswerExplained;
import io.sluice.message.Insight.FindUsage;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Insight.Observed;
import io.sluice.message.Insight.UsageFound;
import io.sluice.message.QueryRecord;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what it is told of, and says what was used. One for a node, so that its file has one writer. */
public final class InsightVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(InsightVerticle.class);
  private static final Duration LOOK_EVERY = Duration.ofHours(1);

  private final Bus bus;
  private final InsightConfig config;
  private final MeterRegistry registry;
  private final Meters meters;
  private final Opinions opinions;
  private final Overview overview;
  private final Clock clock;
  private final LongSupplier steadyMs;
  private @Nullable QualityDesk desk;
  private @Nullable UsageFile file;
  private @Nullable QueryLog queries;

  /** An actor that is to be deployed, which measures into this registry. */
  public InsightVerticle(Bus bus, InsightConfig config, MeterRegistry registry) {
    this(bus, config, registry, Clock.systemUTC(), sinceNow());
  }

  /**
   * With a clock of its own.
   *
   * @param steadyMs goes on evenly from 0, whatever becomes of the clock, which may be set
   */
  InsightVerticle(Bus bus, InsightConfig config, MeterRegistry registry, Clock clock,
      LongSupplier steadyMs) {
    this.bus = bus;
    this.config = config;
    this.registry = registry;
    this.meters = new Meters(registry);
    this.opinions = new Opinions(bus);
    this.overview = new Overview(clock, steadyMs);
    this.clock = clock;
    this.steadyMs = steadyMs;
  }

  static LongSupplier sinceNow() {
    var start = System.nanoTime();
    return () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(() -> UsageFile.open(config.path())).compose(opened -> {
      var usage = Objects.requireNonNull(opened);
      file = usage;
      var log = new QueryLog(vertx, config.path(), config.queries(), registry, clock);
      queries = log;
      var looking = new QualityDesk(vertx, bus, config.path(), config.quality(), log,
          usage.book()::tenants, registry, clock, steadyMs);
      desk = looking;
      var feedback = new FeedbackLog(vertx, config.path(), config.queries(), log, clock,
          outcome -> outcome(outcome, looking));
      var answers = new AnswerList(vertx, config.path(), log, clock);
      vertx.setPeriodic(config.saveEvery().toMillis(), tick -> {
        opinions.close(clock.millis());
        save();
      });
      return Future.all(List.of(
          bus.serve(Insight.OBSERVE_ALL,
              (all, call) -> observe(all.ends(), call, usage.book(), log, looking)),
          bus.serve(Insight.EXPLAIN_ANSWER,
              (asked, call) -> explain(asked.id(), call, log, feedback)),
          bus.serve(Insight.FIND_ANSWERS, (asked, call) -> answers.find(call.tenant(), asked)),
          bus.serve(Insight.FIND_OVERVIEW, (asked, call) -> Future.succeededFuture(
              Reply.of(overview.find(call.tenant(), asked)))),
          bus.serve(Insight.GIVE_FEEDBACK, feedback::take),
          bus.serve(Insight.NOTE_CLICK, feedback::note), looking.serve(),
          bus.serve(Insight.FIND_USAGE, (asked, call) -> Future.succeededFuture(
              Reply.of(used(usage.book(), call.tenant(), asked))))));
    }).compose(served -> retention().watch(LOOK_EVERY));
  }

  private Retention retention() {
    var queries = config.queries();
    return new Retention(vertx,
        List.of(config.path().resolve("queries"), config.path().resolve("feedback")),
        queries.keepFor(), queries.mostBytes(), clock);
  }

  private UsageFound used(UsageBook book, String tenant, FindUsage asked) {
    return new UsageFound(book.days(tenant, asked.from(), asked.to()),
        book.accounts(tenant, asked.from(), asked.to()),
        Outlook.forecast(book.costs(tenant), LocalDateTime.now(clock)));
  }

  @Override
  public Future<?> stop() {
    if (desk != null) {
      desk.close();
    }
    return queries == null
        ? save()
        : Future.join(save(), queries.close());
  }

  private static Future<Reply<AnswerExplained>> explain(String id, CallInfo call, QueryLog log,
      FeedbackLog feedback) {
    return log.find(call.tenant(), id, "id").compose(found -> switch (found) {
      case Answered<QueryRecord>(var query) -> feedback.rating(id, query)
          .map(rating -> Reply.of(new AnswerExplained(query, rating)));
      case Refused<QueryRecord>(var why) -> Future.succeededFuture(Reply.refused(why));
    });
  }

  private void outcome(Outcome outcome, QualityDesk desk) {
    meters.outcome(outcome);
    desk.thought(outcome);
    opinions.thought(outcome);
  }

  private Future<Reply<Observed>> observe(List<Observe> ends, CallInfo call, UsageBook book,
      QueryLog log, QualityDesk desk) {
    var today = LocalDate.now(clock);
    for (var end : ends) {
      meters.observe(end);
      book.add(call.tenant(), today, end);
      desk.ended(call.tenant(), end);
      overview.add(call.tenant(), end);
      if (end.course() != null) {
        log.add(call.tenant(), end, end.course());
        opinions.given(end.course());
      }
    }
    return Future.succeededFuture(Reply.of(new Observed()));
  }

  private Future<?> save() {
    var usage = file;
    if (usage == null) {
      return Future.succeededFuture();
    }
    usage.book().forgetBefore(LocalDate.now(clock).minusDays(config.keepFor().toDays()));
    var days = usage.changed();
    return days == null
        ? Future.succeededFuture()
        : vertx.executeBlocking(() -> {
          usage.write(days);
          return true;
        }).onFailure(failure -> {
          usage.book().mark();
          LOG.warn("the usage could not be saved, and will be tried again: {}",
              failure.getMessage());
        });
  }
}
