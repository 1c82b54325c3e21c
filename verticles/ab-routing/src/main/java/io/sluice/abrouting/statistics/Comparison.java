package io.sluice.abrouting.statistics;

import org.jspecify.annotations.Nullable;

/** What can be said of variants by one metric, from the sums of their values. */
public final class Comparison {
  private final Scale scale;
  private final ConfidenceSequence sequence;
  private final ConfidenceSequence alone;

  /**
   * @param comparisons how many variants are compared with control
   * @param minimum answers of each variant before anything is said
   */
  public Comparison(Scale scale, int comparisons, int minimum) {
    this.scale = scale;
    this.sequence = ConfidenceSequence.of(comparisons, minimum);
    this.alone = ConfidenceSequence.of(1, minimum);
  }

  /** Where the mean of a variant is, in the metric's own unit; null where too few values are there. */
  public @Nullable Interval mean(Sums of) {
    if (!isEnough(of)) {
      return null;
    }
    var radius = alone.radius(scale.variance(of), of.all().n());
    return new Interval(scale.back(of.all().mean()),
        scale.back(scale.within(of.all().mean() - radius)),
        scale.back(scale.within(of.all().mean() + radius)));
  }

  /** How much more a variant is than control, as people read it; null where too few values are there. */
  public @Nullable Interval difference(Sums control, Sums variant) {
    var onScale = onScale(control, variant);
    return onScale == null
        ? null
        : new Interval(scale.difference(onScale.estimate()), scale.difference(onScale.low()),
            scale.difference(onScale.high()));
  }

  /** Whether the difference is certainly smaller than this share of control. */
  public boolean areAlike(Sums control, Sums variant, double share) {
    var onScale = onScale(control, variant);
    return onScale != null && onScale.isWithin(scale.effect(share, control.all()));
  }

  /**
   * How many values of the variant it takes to see a difference of this share of control in four of five
   * experiments; null where too few are there to say.
   *
   * @param times how many times as many control gets
   */
  public @Nullable Long announced(Sums control, Sums variant, double share, double times) {
    if (!isEnough(control) || !isEnough(variant)) {
      return null;
    }
    var effect = scale.effect(share, control.all());
    return effect == 0
        ? null
        : sequence.announced(scale.variance(control), scale.variance(variant), times, effect);
  }

  private @Nullable Interval onScale(Sums control, Sums variant) {
    if (!isEnough(control) || !isEnough(variant)) {
      return null;
    }
    var estimate = variant.all().mean() - control.all().mean();
    var radius = sequence.radius(scale.variance(control), control.all().n(),
        scale.variance(variant),
        variant.all().n());
    return new Interval(estimate, estimate - radius, estimate + radius);
  }

  private boolean isEnough(Sums of) {
    return of.all().n() >= sequence.minimum() && of.areOfEnoughAskers();
  }
}
