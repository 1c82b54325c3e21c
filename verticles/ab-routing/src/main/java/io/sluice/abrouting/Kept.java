package io.sluice.abrouting;

import io.sluice.abrouting.statistics.Moments;
import io.sluice.abrouting.statistics.SampleRatio;
import io.sluice.message.AbRouting.Metric;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
 * @param seen who they were, as {@link Seen} writes it; null in a file of before that was kept
 */
record Kept(String design, Instant since, @Nullable Boolean on, @Nullable Double share,
    SampleRatio askers, Map<String, Map<Metric, List<Moments>>> sums, @Nullable String seen) {

  Kept {
    Objects.requireNonNull(design);
    Objects.requireNonNull(since);
    Objects.requireNonNull(askers);
    var copy = new LinkedHashMap<String, Map<Metric, List<Moments>>>();
    sums.forEach((variant, of) -> copy.put(variant, copy(of)));
    sums = copy;
  }

  private static Map<Metric, List<Moments>> copy(Map<Metric, List<Moments>> of) {
    return of.entrySet().stream().collect(
        Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> List.copyOf(one.getValue())));
  }

  /**
   * Finds what a damaged file may hold now, and not while it is counted on.
   *
   * @throws IllegalArgumentException where nothing can be counted on it
   */
  void check() {
    var sound = (share == null || (share >= 0 && share <= 1))
        && askers.counts().stream().allMatch(count -> count >= 0)
        && Double.isFinite(askers.evidence()) && Double.isFinite(askers.most())
        && sums.values().stream().flatMap(of -> of.values().stream()).flatMap(List::stream)
            .allMatch(one -> one.n() >= 0 && Double.isFinite(one.mean())
                && Double.isFinite(one.m2()) && one.m2() >= 0);
    if (!sound) {
      throw new IllegalArgumentException("it has numbers that nothing was counted as");
    }
    Seen.of(seen);
  }

  /**
   * The same where it is known who was counted. Else those who come again would count again: then the check of
   * the split begins anew, and all else stays.
   */
  Kept withKnownAskers() {
    return seen != null
        ? this
        : new Kept(design, since, on, share, SampleRatio.none(askers.counts().size()), sums,
            Seen.of(null).text());
  }

  /** Nothing was counted yet. */
  static Kept nothing(String design, Instant since, int variants) {
    return new Kept(design, since, null, null, SampleRatio.none(variants), Map.of(), null);
  }
}
