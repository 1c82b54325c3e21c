package io.sluice.http;

import io.sluice.message.AbRouting.Difference;
import io.sluice.message.AbRouting.ExperimentReport;
import io.sluice.message.AbRouting.MetricReport;
import io.sluice.message.AbRouting.SplitReport;
import io.sluice.message.AbRouting.VariantReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What experiments have shown, as users read it. */
final class ExperimentViews {

  private ExperimentViews() {}

  record Experiments(List<Experiment> experiments) {

    static Experiments of(List<ExperimentReport> found) {
      return new Experiments(found.stream().map(Experiment::of).toList());
    }
  }

  record Experiment(String name, boolean on, boolean shadow, Instant since, double share,
      String metric, double smallestEffect, int minimum, List<Variant> variants,
      SplitReport split, Verdict verdict) {

    static Experiment of(ExperimentReport found) {
      var verdict = found.verdict();
      return new Experiment(found.name(), found.on(), found.shadow(), found.since(), found.share(),
          Responses.lower(found.metric()), found.smallestEffect(), found.minimum(),
          found.variants().stream().map(Variant::of).toList(), found.split(),
          new Verdict(Responses.lower(verdict.finding()), verdict.variant(), verdict.english(),
              verdict.korean()));
    }
  }

  record Variant(String name, double share, long exposed, List<Measured> metrics,
      @Nullable Long announced, @Nullable Long needed) {

    static Variant of(VariantReport found) {
      return new Variant(found.name(), found.share(), found.exposed(),
          found.metrics().stream().map(Measured::of).toList(), found.announced(),
          found.needed());
    }
  }

  record Measured(String metric, long n, double mean, @Nullable Double low,
      @Nullable Double high, @Nullable Difference difference) {

    static Measured of(MetricReport found) {
      return new Measured(Responses.lower(found.metric()), found.n(), found.mean(), found.low(),
          found.high(), found.difference());
    }
  }

  record Verdict(String finding, @Nullable String variant, String english, String korean) {}
}
