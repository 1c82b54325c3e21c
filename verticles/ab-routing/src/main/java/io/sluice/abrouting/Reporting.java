package io.sluice.abrouting;

import io.sluice.abrouting.statistics.Comparison;
import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.Difference;
import io.sluice.message.AbRouting.ExperimentReport;
import io.sluice.message.AbRouting.Metric;
import io.sluice.message.AbRouting.MetricReport;
import io.sluice.message.AbRouting.SplitReport;
import io.sluice.message.AbRouting.VariantReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an experiment has shown, of what was counted. */
final class Reporting {
  private final Tally tally;
  private final ExperimentConfig config;
  private final Map<Metric, Comparison> comparisons = new EnumMap<>(Metric.class);

  private Reporting(Tally tally) {
    this.tally = tally;
    this.config = tally.config();
    for (var metric : Metric.values()) {
      comparisons.put(metric, new Comparison(Metrics.scale(metric), config.variants().size(),
          config.minimum()));
    }
  }

  static ExperimentReport report(String name, Tally tally, Instant now) {
    return new Reporting(tally).report(name, now);
  }

  private ExperimentReport report(String name, Instant now) {
    var names = config.names();
    var shares = config.shares();
    var variants = new ArrayList<VariantReport>();
    for (var i = 0; i < names.size(); i++) {
      variants.add(variant(names.get(i), shares.get(i)));
    }
    var askers = tally.askers();
    return new ExperimentReport(name, tally.isOn(), config.shadow(), tally.since(),
        tally.shareAt(now), config.metric(), config.smallestEffect(), config.minimum(), variants,
        new SplitReport(askers.p(), askers.alarms()),
        new Judge(config, askers, config.variants().keySet().stream().map(this::judged).toList())
            .verdict());
  }

  private VariantReport variant(String name, double share) {
    var metrics = new ArrayList<MetricReport>();
    for (var metric : Metric.values()) {
      var sums = tally.sums(name, metric);
      if (sums.all().n() > 0) {
        var mean = comparison(metric).mean(sums);
        metrics.add(
            new MetricReport(metric, sums.all().n(), Metrics.scale(metric).back(sums.all().mean()),
                mean == null ? null : mean.low(), mean == null ? null : mean.high(),
                difference(name, metric)));
      }
    }
    var announced = announced(name);
    return new VariantReport(name, share, tally.exposed(name), metrics, announced,
        announced == null
            ? null
            : Math.max(0, announced - tally.sums(name, config.metric()).all().n()));
  }

  private @Nullable Difference difference(String name, Metric metric) {
    var interval = name.equals(AbRouting.CONTROL)
        ? null
        : comparison(metric).difference(tally.sums(AbRouting.CONTROL, metric),
            tally.sums(name, metric));
    return interval == null
        ? null
        : new Difference(interval.estimate(), interval.low(), interval.high(),
            Metrics.scale(metric).isRelative(), interval.excludesZero());
  }

  /** Of control as many as go with those of the one variant beside it. */
  private @Nullable Long announced(String name) {
    if (!name.equals(AbRouting.CONTROL)) {
      return announced(name, timesAsMany(name));
    }
    if (config.variants().size() > 1) {
      return null;
    }
    var other = config.names().getLast();
    var announced = announced(other, timesAsMany(other));
    return announced == null ? null : (long) Math.ceil(announced * timesAsMany(other));
  }

  private @Nullable Long announced(String name, double times) {
    return comparison(config.metric()).announced(tally.sums(AbRouting.CONTROL, config.metric()),
        tally.sums(name, config.metric()), config.smallestEffect(), times);
  }

  private double timesAsMany(String name) {
    var expected = config.expected();
    return expected.getFirst() / expected.get(config.names().indexOf(name));
  }

  private Judge.Judged judged(String name) {
    var control = tally.sums(AbRouting.CONTROL, config.metric());
    var variant = tally.sums(name, config.metric());
    var comparison = comparison(config.metric());
    var difference = comparison.difference(control, variant);
    var announced = announced(name);
    return new Judge.Judged(name, control.all().n(), variant.all().n(), difference,
        comparison.areAlike(control, variant, config.smallestEffect()),
        announced == null ? null : Math.max(0, announced - variant.all().n()));
  }

  private Comparison comparison(Metric metric) {
    return Objects.requireNonNull(comparisons.get(metric));
  }
}
