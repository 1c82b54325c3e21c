package io.sluice.abrouting;

import io.sluice.abrouting.statistics.Moments;
import io.sluice.abrouting.statistics.SampleRatio;
import io.sluice.message.AbRouting.Metric;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an experiment.
 *
 * @param design stands for what was tried out on whom; with another one nothing that was counted counts
 * @param since when the counting began
 * @param on as it was switched; null where it is as configured
 * @param share as it was set; null where it is as configured
 * @param askers how many got an answer of each variant
 * @param sums of what came of answers, by variant, in groups of askers
 */
record Kept(String design, Instant since, @Nullable Boolean on, @Nullable Double share,
    SampleRatio askers, Map<String, Map<Metric, List<Moments>>> sums) {

  Kept {
    Objects.requireNonNull(design);
    Objects.requireNonNull(since);
    Objects.requireNonNull(askers);
    var copy = new LinkedHashMap<String, Map<Metric, List<Moments>>>();
    sums.forEach((variant, of) -> copy.put(variant, Map.copyOf(of)));
    sums = copy;
  }

  /** Nothing was counted yet. */
  static Kept nothing(String design, Instant since, int variants) {
    return new Kept(design, since, null, null, SampleRatio.none(variants), Map.of());
  }
}
