package io.sluice.abrouting;

import io.sluice.abrouting.Judge.Judged;
import io.sluice.abrouting.statistics.Interval;
import io.sluice.abrouting.statistics.Sums;
import io.sluice.message.AbRouting.Finding;
import io.sluice.message.AbRouting.Metric;

/** Findings in English. */
final class EnglishWords implements Words {
  static final EnglishWords INSTANCE = new EnglishWords();

  private EnglishWords() {}

  @Override
  public String of(Judged variant, Finding finding, ExperimentConfig config) {
    var name = variant.name();
    var numbers = variant.difference() == null
        ? ""
        : numbers(config.metric(), variant.difference(), variant);
    return switch (finding) {
      case TOO_EARLY ->
        "Too early to say anything of %s: %s, and %s of control, where each needs %s first, from %s askers."
            .formatted(name, answers(variant.n()), Words.count(variant.controlN()),
                Words.count(config.minimum()), Sums.ENOUGH);
      case UNDECIDED -> "Not known yet whether %s is better or worse: %s. %s".formatted(name,
          numbers, outlook(variant, config));
      case BETTER -> "%s is better: %s.".formatted(name, numbers);
      case WORSE -> "%s is worse: %s.".formatted(name, numbers);
      case ALIKE -> "%s makes no difference of %s %% or more: %s.".formatted(name,
          Words.percent(config.smallestEffect()), numbers);
      case NOT_TO_BE_TRUSTED -> "Do not trust what is shown of %s.".formatted(name);
    };
  }

  private static String numbers(Metric metric, Interval difference, Judged variant) {
    var answers = variant.n() == variant.controlN()
        ? answers(variant.n()) + " each"
        : answers(variant.n()) + ", " + Words.count(variant.controlN())
            + " of control";
    return "%s %s (between %s and %s), %s".formatted(called(metric),
        amount(metric, difference.estimate()), amount(metric, difference.low()),
        amount(metric, difference.high()), answers);
  }

  private static String outlook(Judged variant, ExperimentConfig config) {
    var effect = Words.percent(config.smallestEffect());
    if (variant.needed() == null) {
      return "Nobody can say yet how many more it takes.";
    }
    return variant.needed() == 0
        ? "A difference of %s %% would most likely have been seen by now.".formatted(effect)
        : "%s of it to come would most likely show a difference of %s %%."
            .formatted(answers(variant.needed()), effect);
  }

  private static String answers(long number) {
    return Words.count(number) + (number == 1 ? " answer" : " answers");
  }

  private static String called(Metric metric) {
    return switch (metric) {
      case RATING -> "rating";
      case GROUNDED -> "grounded answers";
      case CLICKED -> "answers with a source opened";
      case LATENCY -> "latency";
      case COST -> "cost of an answer";
    };
  }

  private static String amount(Metric metric, double value) {
    return Words.amount(metric, value, " points");
  }
}
