package io.sluice.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of and told to {@code ab-routing}: which variant serves an asker, how it went, and what
 * the experiments have shown.
 */
public sealed interface AbRouting extends Message {

  Ask<ChooseVariant, VariantChosen> CHOOSE_VARIANT = new Ask<>("sluice.choose-variant",
      ChooseVariant.class, VariantChosen.class, Duration.ofMillis(500));
  Ask<RecordOutcomes, OutcomesRecorded> RECORD_OUTCOMES = new Ask<>("sluice.record-outcomes",
      RecordOutcomes.class, OutcomesRecorded.class, Duration.ofSeconds(5));
  Ask<FindExperiments, ExperimentsFound> FIND_EXPERIMENTS = new Ask<>("sluice.find-experiments",
      FindExperiments.class, ExperimentsFound.class, Duration.ofSeconds(5));
  Ask<ChangeExperiment, ExperimentChanged> CHANGE_EXPERIMENT = new Ask<>(
      "sluice.change-experiment", ChangeExperiment.class, ExperimentChanged.class,
      Duration.ofSeconds(5));

  /** The variant that answers as it is configured. It is there always and in each experiment. */
  String CONTROL = "control";

  /**
   * Which variant serves this asker?
   *
   * @param asker the same text for the same asker; nothing is read from it
   * @param variant the one that is to serve, whatever the experiments say; null to leave it to them. A
   *        {@link Refusal.BadRequest} comes of one that there is not
   */
  record ChooseVariant(String asker, String collection,
      @Nullable String variant) implements AbRouting {}

  /**
   * This one.
   *
   * @param experiment that what comes of it is to be told of; null where it counts for none
   * @param shadow what is to be run beside, seen by nobody; null where nothing is
   */
  record VariantChosen(String variant, @Nullable String experiment, Variation how,
      @Nullable ShadowRun shadow) implements AbRouting {

    /** The one that answers as it is configured, and counts for no experiment. */
    public static final VariantChosen UNCOUNTED = new VariantChosen(CONTROL, null, Variation.NONE,
        null);
  }

  /** A variant that answers the same question for the experiment alone. */
  record ShadowRun(String experiment, String variant, Variation how) {}

  /** This came of answers of variants; also of those that nobody saw. */
  record RecordOutcomes(List<Outcome> outcomes) implements AbRouting {
    public RecordOutcomes {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * One thing that came of an answer. What is out of range, or of no known variant, is not counted.
   *
   * @param asker the same as was chosen for: the answers to one are alike, which is taken into account, and he
   *        is exposed once; null where nobody knows
   */
  record Outcome(String experiment, String variant, Kind kind, double value,
      @Nullable String asker) {

    /** Of an asker whom nobody knows. */
    public Outcome(String experiment, String variant, Kind kind, double value) {
      this(experiment, variant, kind, value, null);
    }
  }

  /** What can come of an answer. */
  enum Kind {
    /** From the question to the end of the answer; more than 0. */
    LATENCY_MS(Metric.LATENCY),
    /** What models cost for it. */
    COST_USD(Metric.COST),
    /** 1 where its sources bear it out, else 0. */
    GROUNDED(Metric.GROUNDED),
    /** What the asker said of it, from 1 to 5. */
    RATING(Metric.RATING),
    /** 1 where the asker opened a source, else 0. */
    CLICKED(Metric.CLICKED),
    /**
     * An asker got an answer of the variant; the value says nothing. By these the split is checked. Where the
     * asker is told he counts once, however often this is told; else only his first answer is to be told.
     */
    EXPOSED(null);

    private final @Nullable Metric metric;

    Kind(@Nullable Metric metric) {
      this.metric = metric;
    }

    /** What it is measured as; null where it is only counted. */
    public @Nullable Metric metric() {
      return metric;
    }
  }

  /** What variants are compared by. */
  enum Metric {
    RATING,
    GROUNDED,
    CLICKED,
    LATENCY,
    COST
  }

  /** They are counted. */
  record OutcomesRecorded() implements AbRouting {}

  /** What have the experiments shown? */
  record FindExperiments() implements AbRouting {}

  /** This, in the order of the configuration. */
  record ExperimentsFound(List<ExperimentReport> experiments) implements AbRouting {
    public ExperimentsFound {
      experiments = List.copyOf(experiments);
    }
  }

  /**
   * What an experiment has shown.
   *
   * @param since when its counting began
   * @param share of the askers who take part now, from 0 to 1
   * @param metric that decides
   * @param smallestEffect that is looked for, relative to control
   * @param minimum answers of each variant, to some askers, before anything is said
   * @param variants control first
   */
  record ExperimentReport(String name, boolean on, boolean shadow, Instant since, double share,
      Metric metric, double smallestEffect, int minimum, List<VariantReport> variants,
      SplitReport split, Verdict verdict) {
    public ExperimentReport {
      variants = List.copyOf(variants);
    }
  }

  /**
   * A variant of it.
   *
   * @param share that was announced: of those who take part, or of the runs beside control
   * @param exposed askers who got an answer of it
   * @param metrics those that something is known of
   * @param announced how many answers it takes, by what is known now, to find the smallest effect in four of
   *        five experiments; null where too little is known, or it is control of several
   * @param needed how many of them are to come still; null as {@code announced}
   */
  record VariantReport(String name, double share, long exposed, List<MetricReport> metrics,
      @Nullable Long announced, @Nullable Long needed) {
    public VariantReport {
      metrics = List.copyOf(metrics);
    }
  }

  /**
   * What a variant does by a metric. Of latency the mean is that of the logarithms: what is usual.
   *
   * @param n how many answers
   * @param low with {@code high} where the true mean lies, at any time it is looked at; null where too few
   *        answers are there
   * @param difference to control; null for control, or where too few answers are there
   */
  record MetricReport(Metric metric, long n, double mean, @Nullable Double low,
      @Nullable Double high, @Nullable Difference difference) {}

  /**
   * How much more than control. All of it may be looked at any time: the true difference is between
   * {@code low} and {@code high} at all times at once, in 95 of 100 experiments.
   *
   * @param relative whether it is a share of control (0.1 is a tenth more) and not in the metric's own unit
   * @param decided whether it is one at all: 0 is not between them
   */
  record Difference(double estimate, double low, double high, boolean relative,
      boolean decided) {}

  /**
   * Whether askers were split as they should have been.
   *
   * @param p the greatest chance of such a split, had all gone right, at any time it is looked at
   * @param wrong whether that is so small that nothing the experiment shows is to be believed
   */
  record SplitReport(double p, boolean wrong) {}

  /**
   * What to make of it.
   *
   * @param variant the one that is best or would be; null where none is
   */
  record Verdict(Finding finding, @Nullable String variant, String english, String korean) {}

  /** What an experiment may come to. */
  enum Finding {
    /** Too few answers to say anything. */
    TOO_EARLY,
    /** There may be a difference, or not. */
    UNDECIDED,
    /** A variant is better than control. */
    BETTER,
    /** All variants are worse than control. */
    WORSE,
    /** None is better, and what difference there may be is smaller than what is looked for. */
    ALIKE,
    /** Askers were not split as they should have been. */
    NOT_TO_BE_TRUSTED
  }

  /**
   * Switches an experiment or changes whom it takes, at once and for good: over a restart, and over what is
   * configured. A {@link Refusal.NotFound} comes of one that there is not.
   *
   * @param on null to leave it as it is
   * @param share of the askers, from 0 to 1, which ends a ramp; null to leave it as it is
   */
  record ChangeExperiment(String name, @Nullable Boolean on,
      @Nullable Double share) implements AbRouting {}

  /** It is, and it is written down. */
  record ExperimentChanged() implements AbRouting {}
}
