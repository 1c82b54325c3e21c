package io.sluice.abrouting;

import io.sluice.abrouting.statistics.Moments;
import io.sluice.abrouting.statistics.SampleRatio;
import io.sluice.abrouting.statistics.Sums;
import io.sluice.message.AbRouting.Metric;
import io.sluice.message.AbRouting.Outcome;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An experiment as it runs: how it is switched, and what was counted. Confined to one context. */
final class Tally {
  private final ExperimentConfig config;
  private final List<String> names;
  private final List<Double> expected;
  private final String design;
  private final Instant since;
  private final Map<String, EnumMap<Metric, Sums>> sums = new LinkedHashMap<>();
  private final Seen seen;
  private SampleRatio askers;
  private @Nullable Boolean on;
  private @Nullable Double share;

  /** Goes on with what was kept of the same design. */
  Tally(ExperimentConfig config, Kept kept) {
    this.config = config;
    this.names = config.names();
    this.expected = config.expected();
    this.design = kept.design();
    this.since = kept.since();
    this.on = kept.on();
    this.share = kept.share();
    this.askers = kept.askers();
    this.seen = Seen.of(kept.seen());
    for (var name : names) {
      var of = new EnumMap<Metric, Sums>(Metric.class);
      kept.sums().getOrDefault(name, Map.of())
          .forEach((metric, groups) -> of.put(metric, Sums.of(groups)));
      sums.put(name, of);
    }
  }

  /** Counts it; false where there is no such variant, or it cannot have that value. */
  boolean add(Outcome outcome) {
    var of = sums.get(outcome.variant());
    var metric = outcome.kind().metric();
    if (of == null) {
      return false;
    }
    if (metric == null) {
      return expose(outcome);
    }
    var scale = Metrics.scale(metric);
    if (!scale.takes(outcome.value())) {
      return false;
    }
    of.computeIfAbsent(metric, none -> new Sums()).add(scale.of(outcome.value()),
        outcome.asker());
    return true;
  }

  private boolean expose(Outcome outcome) {
    if (outcome.asker() != null && !seen.add(outcome.variant(), outcome.asker())) {
      return false;
    }
    askers = askers.plus(names.indexOf(outcome.variant()), expected);
    return true;
  }

  void change(@Nullable Boolean nowOn, @Nullable Double nowShare) {
    on = nowOn == null ? on : nowOn;
    share = nowShare == null ? share : nowShare;
  }

  boolean isOn() {
    return on == null ? config.on() : on;
  }

  /** Of the askers, were it on. */
  double shareAt(Instant time) {
    return share == null ? config.shareAt(time) : share;
  }

  ExperimentConfig config() {
    return config;
  }

  Instant since() {
    return since;
  }

  SampleRatio askers() {
    return askers;
  }

  /** How many askers got an answer of it. */
  long exposed(String variant) {
    return askers.counts().get(names.indexOf(variant));
  }

  Sums sums(String variant, Metric metric) {
    var of = sums.get(variant);
    return of == null ? new Sums() : of.getOrDefault(metric, new Sums());
  }

  Kept kept() {
    var groups = new LinkedHashMap<String, Map<Metric, List<Moments>>>();
    sums.forEach((name, of) -> {
      var kept = new EnumMap<Metric, List<Moments>>(Metric.class);
      of.forEach((metric, one) -> kept.put(metric, one.groups()));
      groups.put(name, kept);
    });
    return new Kept(design, since, on, share, askers, groups, seen.text());
  }
}
