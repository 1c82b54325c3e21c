package io.sluice.insight.quality;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.bus.Bus;
import io.sluice.insight.feedback.Outcome;
import io.sluice.message.CallInfo;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Quality.Alert;
import io.sluice.message.Quality.QualityFound;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether answers are as good as they were, tenant by tenant, and tells people when they are not, once,
 * and once when they are again. Only answers that were made count: one from the cache was counted when it was
 * made. Confined to one context.
 */
final class QualityMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(QualityMonitor.class);
  private static final long LOOK_MS = 1_000;
  private static final int MOST_TENANTS = 500;

  private final QualityConfig config;
  /** For people. */
  private final Clock clock;
  private final LongSupplier steadyMs;
  private final Nearness nearness;
  private final Webhook webhook;
  private final Lately everybody;
  private final Map<String, Lately> tenants = new TreeMap<>();
  private final Map<Measure, Told> told = new EnumMap<>(Measure.class);
  private final MeterRegistry registry;
  private final List<Gauge> gauges = new ArrayList<>();

  /** What the metrics say, which are read on other threads. */
  private static final class Told {
    volatile double value = Double.NaN;
    volatile boolean bad;
  }

  QualityMonitor(Vertx vertx, Bus bus, QualityConfig config, Webhook webhook,
      MeterRegistry registry, Clock clock, LongSupplier steadyMs) {
    this.config = config;
    this.clock = clock;
    this.steadyMs = steadyMs;
    this.nearness = new Nearness(bus, config.measuredPerMinute());
    this.webhook = webhook;
    this.everybody = new Lately(config);
    this.registry = registry;
    for (var measure : Measure.values()) {
      var one = new Told();
      told.put(measure, one);
      gauges.add(Gauge.builder("rag.quality", () -> one.value)
          .description("How good answers are lately, from 0 to 1; not a number for want of any")
          .tag("measure", measure.tag()).register(registry));
      gauges.add(Gauge.builder("rag.quality.bad", () -> one.bad ? 1 : 0)
          .description("Whether that is below its threshold, for one tenant at least")
          .tag("measure", measure.tag()).register(registry));
    }
    vertx.setPeriodic(LOOK_MS, tick -> look());
  }

  /** The metrics say nothing more of it: another node may look from now on. */
  void close() {
    gauges.forEach(registry::remove);
  }

  /** A question of the tenant has ended. */
  void ended(String tenant, Observe end) {
    var course = end.course();
    var done = course == null ? null : course.done();
    if (course == null || done == null || end.cache() != null) {
      return;
    }
    var now = steadyMs.getAsLong();
    var topic = Bag.of(course.standalone());
    var its = of(tenant);
    its.made(now, topic, done);
    everybody.made(now, topic, done);
    nearness.of(now, tenant, course, done)
        .onSuccess(measured -> measured.ifPresent(near -> {
          its.near(now, near);
          everybody.near(now, near);
        }));
  }

  /** Somebody thought something of an answer. */
  void thought(Outcome outcome) {
    var now = steadyMs.getAsLong();
    of(outcome.answer().tenant()).thought(now, outcome);
    everybody.thought(now, outcome);
  }

  QualityFound found(String tenant) {
    var its = tenants.getOrDefault(tenant, new Lately(config));
    return new QualityFound(config.window().toMillis(), config.minimum(),
        its.measured(steadyMs.getAsLong()), its.alerts());
  }

  /** Of those that are too many only all together are looked at. */
  private Lately of(String tenant) {
    var its = tenants.get(tenant);
    if (its != null) {
      return its;
    }
    return tenants.size() == MOST_TENANTS
        ? new Lately(config)
        : tenants.computeIfAbsent(tenant, first -> new Lately(config));
  }

  private void look() {
    var now = steadyMs.getAsLong();
    var at = clock.instant();
    tenants.forEach((tenant, its) -> its.look(now, at).forEach(alert -> tell(tenant, alert)));
    told.forEach((measure, one) -> {
      var seen = everybody.seen(measure, now);
      one.value = seen.count() == 0 ? Double.NaN : seen.mean();
      one.bad = tenants.values().stream()
          .anyMatch(its -> its.isBad(measure, now));
    });
  }

  private void tell(String tenant, Alert alert) {
    var text = config.language().say(english(tenant, alert), korean(tenant, alert));
    if (alert.bad()) {
      LOG.warn("quality {}", text);
    } else {
      LOG.info("quality {}", text);
    }
    webhook.tell(text);
  }

  private static String english(String tenant, Alert alert) {
    return String.format(Locale.ROOT, "%s %s: %s, %.2f (threshold %.2f)%s, at %s",
        alert.bad() ? "⚠ worse" : "✓ good again", alert.measure(), of(alert).english(),
        alert.value(), alert.threshold(), whose(tenant, ", tenant "), at(alert));
  }

  private static String korean(String tenant, Alert alert) {
    return String.format(Locale.ROOT, "%s %s: %s, %.2f (기준 %.2f)%s, %s",
        alert.bad() ? "⚠ 나빠짐" : "✓ 회복", alert.measure(), of(alert).korean(),
        alert.value(), alert.threshold(), whose(tenant, ", 테넌트 "), at(alert));
  }

  private static String at(Alert alert) {
    return alert.at().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Measure of(Alert alert) {
    return Arrays.stream(Measure.values()).filter(one -> one.tag().equals(alert.measure()))
        .findFirst().orElseThrow();
  }

  static String whose(String tenant, String before) {
    return tenant.equals(CallInfo.DEFAULT_TENANT) ? "" : before + tenant;
  }
}
