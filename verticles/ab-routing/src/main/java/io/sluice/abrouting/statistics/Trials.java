package io.sluice.abrouting.statistics;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Simulated experiments: how often the statistics are wrong, and how often they find what is there. Each is
 * looked at after every answer from the minimum on; the same seed gives the same ones.
 */
public final class Trials {
  /** What is compared. Each has about the spread that it has in use. */
  public enum Values {
    /** From 1 to 5 with a mean of 3.65. */
    RATING(Scale.RATING),
    /** Two of three answers are grounded. */
    GROUNDED(Scale.YES_OR_NO),
    /** In one of fifty answers a source is opened. */
    CLICKED(Scale.YES_OR_NO),
    /** Log-normal about 800 ms, one of a hundred over 5 s. */
    LATENCY(Scale.LOG_MILLIS),
    /** One of three answers is free, the others are log-normal. */
    COST(Scale.DOLLARS);

    private final Scale scale;

    Values(Scale scale) {
      this.scale = scale;
    }

    private double draw(SplittableRandom random) {
      return switch (this) {
        case RATING -> rating(random, 0);
        case GROUNDED -> random.nextInt(3) < 2 ? 1 : 0;
        case CLICKED -> random.nextInt(50) == 0 ? 1 : 0;
        case LATENCY -> 800 * Math.exp(0.8 * random.nextGaussian());
        case COST -> random.nextInt(3) == 0 ? 0 : 0.002 * Math.exp(0.7 * random.nextGaussian());
      };
    }
  }

  /** The shares of those who rate it 1, up to 2, up to 3 and up to 4. */
  private static final double[] RATED_UP_TO = {0.06, 0.16, 0.38, 0.75};
  private static final double MEAN_RATING = 3.65;
  /** What a usual interval of 95 % has, in standard errors. */
  private static final double USUAL = 1.959963984540054;
  /** How much of the spread of answers is that of askers. */
  private static final double ALIKE = 0.3;
  private static final long SEED = 20260601;

  private final int experiments;
  private final int minimum;

  public Trials(int experiments, int minimum) {
    this.experiments = experiments;
    this.minimum = minimum;
  }

  /** How many find a difference at some time where there is none. */
  public int falseAlarms(Values values, int answers) {
    var comparison = new Comparison(values.scale, 1, minimum);
    return count(random -> sees(values, answers, random, (control, variant) -> {
      var difference = comparison.difference(control, variant);
      return difference != null && difference.excludesZero();
    }));
  }

  /** How many would, were a usual interval of 95 % looked at as often. */
  public int falseAlarmsOfUsualIntervals(Values values, int answers) {
    return count(random -> sees(values, answers, random,
        (control, variant) -> isSeenByUsualInterval(control.all(), variant.all())));
  }

  private boolean isSeenByUsualInterval(Moments control, Moments variant) {
    return control.n() >= minimum && variant.n() >= minimum
        && Math.abs(variant.mean() - control.mean()) > USUAL
            * Math.sqrt(control.variance() / control.n() + variant.variance() / variant.n());
  }

  /** How many find a difference where there is none, of askers who each get so many answers that are alike. */
  public int falseAlarmsOfBusyAskers(int each, int answers) {
    var comparison = new Comparison(Scale.LOG_MILLIS, 1, minimum);
    return count(random -> {
      var control = new Sums();
      var variant = new Sums();
      for (var asker = 0; asker < answers / each; asker++) {
        var of = random.nextBoolean() ? control : variant;
        var own = Math.sqrt(ALIKE) * random.nextGaussian();
        for (var i = 0; i < each; i++) {
          of.add(own + Math.sqrt(1 - ALIKE) * random.nextGaussian(), asker);
          var difference = comparison.difference(control, variant);
          if (difference != null && difference.excludesZero()) {
            return true;
          }
        }
      }
      return false;
    });
  }

  /**
   * How many find that ratings are better by this share with as many answers as are announced when there is the
   * minimum of them.
   */
  public int found(double lift) {
    var comparison = new Comparison(Scale.RATING, 1, minimum);
    return count(random -> finds(comparison, lift, random));
  }

  /** How many take a split for wrong that is right. */
  public int falseSplits(int askers) {
    return count(random -> splits(0.5, askers, random));
  }

  /** How many take a split for wrong in which control gets this share where half was asked for. */
  public int wrongSplitsFound(double share, int askers) {
    return count(random -> splits(share, askers, random));
  }

  private int count(Experiment experiment) {
    var random = new SplittableRandom(SEED);
    var count = 0;
    for (var i = 0; i < experiments; i++) {
      count += experiment.isSeen(random.split()) ? 1 : 0;
    }
    return count;
  }

  private static boolean sees(Values values, int answers, SplittableRandom random, Look look) {
    var control = new Sums();
    var variant = new Sums();
    for (var i = 0; i < answers; i++) {
      (random.nextBoolean() ? control : variant).add(values.scale.of(values.draw(random)), i);
      if (look.isSeen(control, variant)) {
        return true;
      }
    }
    return false;
  }

  private static boolean finds(Comparison comparison, double lift, SplittableRandom random) {
    var control = new Sums();
    var variant = new Sums();
    var enough = Long.MAX_VALUE;
    for (var i = 0; i < enough; i++) {
      control.add(rating(random, 0), 2 * i);
      variant.add(rating(random, lift), 2 * i + 1);
      if (enough == Long.MAX_VALUE) {
        var announced = comparison.announced(control, variant, lift, 1);
        enough = announced == null ? enough : announced;
      }
      var difference = comparison.difference(control, variant);
      if (difference != null && difference.low() > 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean splits(double share, int askers, SplittableRandom random) {
    var shares = List.of(0.5, 0.5);
    var ratio = SampleRatio.none(2);
    for (var i = 0; i < askers && !ratio.alarms(); i++) {
      ratio = ratio.plus(random.nextDouble() < share ? 0 : 1, shares);
    }
    return ratio.alarms();
  }

  /** Better by this share on the average: some who would have rated lower rate 5. */
  private static double rating(SplittableRandom random, double lift) {
    var u = random.nextDouble();
    var rated = 1;
    while (rated < 5 && u >= RATED_UP_TO[rated - 1]) {
      rated++;
    }
    return lift > 0 && random.nextDouble() < lift * MEAN_RATING / (5 - MEAN_RATING) ? 5 : rated;
  }

  @FunctionalInterface
  private interface Experiment {
    boolean isSeen(SplittableRandom random);
  }

  @FunctionalInterface
  private interface Look {
    boolean isSeen(Sums control, Sums variant);
  }
}
