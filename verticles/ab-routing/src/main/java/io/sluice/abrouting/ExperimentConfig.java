package io.sluice.abrouting;

import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.Metric;
import io.sluice.message.Answering.Shape;
import io.sluice.message.Tuning;
import io.sluice.message.Variation;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is tried out, on whom, and what decides.
 *
 * @param on whether it takes askers
 * @param collections that it is about; none for all
 * @param share of the askers who take part, from 0 to 1
 * @param ramp how the share grows; null where it is what it is at once
 * @param weights how many of those who take part get a variant, beside 1 for one that is not named
 * @param metric that decides
 * @param smallestEffect that is looked for, relative to control
 * @param minimum answers of each variant before anything is said
 * @param shadow whether all get control, and the variants answer beside it for nobody to see
 * @param variants how they answer, by their names, without control
 */
public record ExperimentConfig(boolean on, List<String> collections, double share,
    @Nullable RampConfig ramp, Map<String, Double> weights, Metric metric, double smallestEffect,
    int minimum, boolean shadow, Map<String, Variation> variants) {
  private static final int MOST_PASSAGES = 50;
  private static final int MOST_VARIANTS = 20;
  private static final String PROMPTS = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  public ExperimentConfig {
    collections = List.copyOf(Check.required("collections", collections));
    Check.range("share", share, 0, 1);
    weights = Map.copyOf(Check.required("weights", weights));
    Check.required("metric", metric);
    Check.range("smallest-effect", smallestEffect, 0.001, 1);
    Check.range("minimum", minimum, 30, 100_000_000);
    variants = Collections
        .unmodifiableMap(new LinkedHashMap<>(Check.required("variants", variants)));
    if (variants.isEmpty() || variants.size() > MOST_VARIANTS) {
      throw new Violation("variants", "must name 1 to " + MOST_VARIANTS + " beside control");
    }
    variants.forEach(ExperimentConfig::check);
    for (var weight : weights.entrySet()) {
      var field = "weights." + weight.getKey();
      if (!weight.getKey().equals(AbRouting.CONTROL) && !variants.containsKey(weight.getKey())) {
        throw new Violation(field, "there is no such variant");
      }
      Check.range(field, weight.getValue(), 0.001, 1000);
    }
    if (shadow) {
      checkShadowed(metric);
    }
  }

  private static void checkShadowed(Metric metric) {
    var why = switch (metric) {
      case GROUNDED -> null;
      case RATING, CLICKED -> " of answers that nobody sees (shadow)";
      case LATENCY, COST ->
        " with shadow: what runs beside an answer takes the search and the words"
            + " alone, and control takes all";
    };
    if (why != null) {
      throw new Violation("metric",
          "cannot be " + metric.name().toLowerCase(Locale.ROOT) + why);
    }
  }

  private static void check(String name, Variation how) {
    var field = "variants." + name;
    ExperimentsConfig.checkName(field, name);
    range(field + ".k", how.k(), 1, MOST_PASSAGES);
    if (how.retrieval() != null) {
      check(field + ".retrieval.", how.retrieval());
    }
    if (how.passages() != null) {
      check(field + ".passages.", how.passages());
    }
    if (how.providers() != null && how.providers().isEmpty()) {
      throw new Violation(field + ".providers", "must not be empty");
    }
    if (how.prompts() != null && !how.prompts().matches(PROMPTS)) {
      throw new Violation(field + ".prompts", "must be the name of a set of prompts");
    }
  }

  /** The same bounds as in {@code retrieval.rules}. */
  private static void check(String section, Tuning tuning) {
    range(section + "vector-weight", tuning.vectorWeight(), 0, 100);
    range(section + "uncovered-vector-weight", tuning.uncoveredVectorWeight(), 0, 100);
    range(section + "candidates-per-leg", tuning.candidatesPerLeg(), 1, 10_000);
    range(section + "rrf-constant", tuning.rrfConstant(), 1, 10_000);
  }

  /** The same bounds as in {@code answer.passages}. */
  private static void check(String section, Shape shape) {
    range(section + "candidates", shape.candidates(), 1, 1_000);
    range(section + "per-document", shape.perDocument(), 0, 1_000);
    range(section + "alike", shape.alike(), 0.1, 1);
    range(section + "window", shape.window(), 0, 20);
  }

  private static void range(String field, @Nullable Double value, double least, double most) {
    if (value != null) {
      Check.range(field, value, least, most);
    }
  }

  private static void range(String field, @Nullable Integer value, int least, int most) {
    if (value != null) {
      Check.range(field, value, least, most);
    }
  }

  /** Whether it is about questions to this collection. */
  boolean isAbout(String collection) {
    return collections.isEmpty() || collections.contains(collection);
  }

  double shareAt(Instant time) {
    return ramp == null ? share : share * ramp.part(time);
  }

  /** Control and the others, in their order. */
  List<String> names() {
    var names = new ArrayList<>(List.of(AbRouting.CONTROL));
    names.addAll(variants.keySet());
    return names;
  }

  /** What part of the askers who take part each is to get, in the order of the names; together 1. */
  List<Double> shares() {
    var sum = names().stream().mapToDouble(this::weight).sum();
    return names().stream().map(name -> weight(name) / sum).toList();
  }

  /**
   * What part each has of all that is told of: as the shares, but that in a shadow control answers always, and
   * the others in turns beside it.
   */
  List<Double> expected() {
    if (!shadow) {
      return shares();
    }
    var others = 1 - shares().getFirst();
    return names().stream().map(name -> name.equals(AbRouting.CONTROL)
        ? 0.5
        : shares().get(names().indexOf(name)) / others / 2).toList();
  }

  private double weight(String name) {
    return weights.getOrDefault(name, 1.0);
  }
}
