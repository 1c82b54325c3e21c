package io.sluice.abrouting;

import io.sluice.abrouting.statistics.Interval;
import io.sluice.abrouting.statistics.SampleRatio;
import io.sluice.message.AbRouting.Finding;
import io.sluice.message.AbRouting.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to make of an experiment, by the metric that decides, in words for who runs it. */
final class Judge {
  private final ExperimentConfig config;
  private final SampleRatio askers;
  private final List<Judged> variants;

  Judge(ExperimentConfig config, SampleRatio askers, List<Judged> variants) {
    this.config = config;
    this.askers = askers;
    this.variants = variants;
  }

  /**
   * A variant beside control.
   *
   * @param difference to control; null where too few answers are there
   * @param alike whether it is certainly smaller than what is looked for
   * @param needed how many answers are to come until it should have been seen; null where nobody can say
   */
  record Judged(String name, long controlN, long n, @Nullable Interval difference, boolean alike,
      @Nullable Long needed) {

    Finding finding(boolean moreIsBetter) {
      if (difference == null) {
        return Finding.TOO_EARLY;
      }
      if (difference.excludesZero()) {
        return difference.low() > 0 == moreIsBetter ? Finding.BETTER : Finding.WORSE;
      }
      return alike ? Finding.ALIKE : Finding.UNDECIDED;
    }

    double estimate() {
      return difference == null ? 0 : difference.estimate();
    }
  }

  Verdict verdict() {
    if (askers.alarms()) {
      var split = new Split(askers.counts(), config.expected());
      return new Verdict(Finding.NOT_TO_BE_TRUSTED, null, split.english(), split.korean());
    }
    var finding = finding();
    return new Verdict(finding, finding == Finding.BETTER ? best() : null,
        words(EnglishWords.INSTANCE), words(KoreanWords.INSTANCE));
  }

  /** One that is better counts most, then what may still become better. */
  private Finding finding() {
    var findings = variants.stream().map(this::finding).collect(Collectors.toSet());
    for (var finding : List.of(Finding.BETTER, Finding.TOO_EARLY, Finding.UNDECIDED,
        Finding.ALIKE)) {
      if (findings.contains(finding)) {
        return finding;
      }
    }
    return Finding.WORSE;
  }

  private Finding finding(Judged variant) {
    return variant.finding(moreIsBetter());
  }

  private boolean moreIsBetter() {
    return Metrics.scale(config.metric()).moreIsBetter();
  }

  private @Nullable String best() {
    var byEstimate = Comparator.comparingDouble(Judged::estimate);
    return variants.stream().filter(one -> finding(one) == Finding.BETTER)
        .max(moreIsBetter() ? byEstimate : byEstimate.reversed()).map(Judged::name).orElse(null);
  }

  private String words(Words words) {
    return variants.stream().map(one -> words.of(one, finding(one), config))
        .collect(Collectors.joining(" "));
  }
}
