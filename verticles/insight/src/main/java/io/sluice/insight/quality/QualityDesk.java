package io.sluice.insight.quality;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.insight.feedback.Outcome;
import io.sluice.insight.quality.Webhook.Unwanted;
import io.sluice.insight.queries.QueryLog;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Quality;
import io.sluice.message.Quality.Report;
import io.sluice.message.Quality.ReportMade;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.privacy.Masker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything about how good answers are: looks at them as they come, says what it sees, and reports each day.
 * Confined to one context.
 */
public final class QualityDesk {
  private final QualityConfig config;
  private final Bus bus;
  private final Webhook webhook;
  private final QualityMonitor monitor;
  private final DailyReports reports;
  private final boolean tellsOfDays;
  /** Who was told of this day. */
  private final Set<String> toldOf = new HashSet<>();
  private @Nullable LocalDate toldDay;
  private final Function<LocalDate, Collection<String>> askers;

  /**
   * To be used on this context.
   *
   * @param folder of the query log and the feedback
   * @param askers the tenants that asked something on a day
   * @param steadyMs goes on evenly, whatever becomes of the clock
   */
  public QualityDesk(Vertx vertx, Bus bus, Path folder, QualityConfig config, QueryLog queries,
      Function<LocalDate, Collection<String>> askers, MeterRegistry registry, Clock clock,
      LongSupplier steadyMs) {
    this.config = config;
    this.bus = bus;
    this.webhook = new Webhook(vertx, Objects.requireNonNullElse(config.webhook(), ""), registry);
    this.monitor = new QualityMonitor(vertx, bus, config, webhook, registry, clock,
        steadyMs);
    this.reports = new DailyReports(vertx, folder, queries, config.thresholds().topScore(), clock);
    this.tellsOfDays = webhook.isThere() && !queries.isOff();
    this.askers = askers;
    new ReportOfYesterday(vertx, folder, clock, this::report).begin();
  }

  /** What the webhook was not told by then, it is not told. */
  public void close() {
    monitor.close();
    webhook.close();
  }

  /** A question of the tenant has ended. */
  public void ended(String tenant, Observe end) {
    monitor.ended(tenant, end);
  }

  /** Somebody thought something of an answer. */
  public void thought(Outcome outcome) {
    monitor.thought(outcome);
  }

  /** Answers whoever asks how good answers are. */
  public Future<?> serve() {
    return Future.all(
        bus.serve(Quality.FIND_QUALITY, (asked, call) -> Future
            .succeededFuture(Reply.of(monitor.found(call.tenant())))),
        bus.serve(Quality.MAKE_REPORT, (asked, call) -> reports.of(call.tenant(), asked.day())));
  }

  /** Tells of a day, tenant by tenant; those that were told of are not told again. */
  private Future<Void> report(LocalDate day) {
    if (!day.equals(toldDay)) {
      toldDay = day;
      toldOf.clear();
    }
    var all = new ArrayList<Future<Void>>();
    var last = Future.<Void>succeededFuture();
    for (var tenant : tellsOfDays ? askers.apply(day) : List.<String>of()) {
      if (!toldOf.contains(tenant)) {
        last = last.transform(before -> report(tenant, day));
        all.add(last);
      }
    }
    return Future.join(all).mapEmpty();
  }

  /** What the webhook will never take is not told again. */
  private Future<Void> report(String tenant, LocalDate day) {
    return reports.of(tenant, day)
        .compose(reply -> reply instanceof Answered<ReportMade>(ReportMade(var report))
            ? webhook.tell(words(tenant, report))
            : Future.<Void>failedFuture("the report could not be made"))
        .recover(failure -> failure instanceof Unwanted
            ? Future.succeededFuture()
            : Future.failedFuture(failure))
        .onSuccess(told -> toldOf.add(tenant));
  }

  private String words(String tenant, Report report) {
    return "Sluice" + QualityMonitor.whose(tenant, " · ") + " · "
        + plain(config.language().say(report.english(), report.korean()));
  }

  /** Questions are in it: what Slack and others take for a mention or a link is none, and nobody is named. */
  private static String plain(String words) {
    return Masker.byKind(words).text().replace("&", "&amp;").replace("<", "&lt;")
        .replace(">", "&gt;").replace("@", "@\u200b");
  }
}
