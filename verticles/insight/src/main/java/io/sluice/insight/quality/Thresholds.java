package io.sluice.insight.quality;

import io.sluice.strictjson.Check;

/** Below which a measure is bad, from 0 to 1; with 0 it never is. */
public record Thresholds(double topScore, double grounded, double found, double faithfulness,
    double relevancy, double context, double precision, double rating, double topics) {
  /** Nothing is ever bad. */
  public static final Thresholds NONE = new Thresholds(0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Thresholds {
    Check.range("top-score", topScore, 0, 1);
    Check.range("grounded", grounded, 0, 1);
    Check.range("found", found, 0, 1);
    Check.range("faithfulness", faithfulness, 0, 1);
    Check.range("relevancy", relevancy, 0, 1);
    Check.range("context", context, 0, 1);
    Check.range("precision", precision, 0, 1);
    Check.range("rating", rating, 0, 1);
    Check.range("topics", topics, 0, 1);
  }

  double of(Measure measure) {
    return switch (measure) {
      case TOP_SCORE -> topScore;
      case GROUNDED -> grounded;
      case FOUND -> found;
      case FAITHFULNESS -> faithfulness;
      case RELEVANCY -> relevancy;
      case CONTEXT -> context;
      case PRECISION -> precision;
      case RATING -> rating;
      case TOPICS -> topics;
    };
  }
}
