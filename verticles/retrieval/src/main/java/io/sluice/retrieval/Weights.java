package io.sluice.retrieval;

import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Tuning;
import java.util.Objects;

/** How much each leg counts in a search; one of weight 0 does not run. */
record Weights(double keyword, double vector) {

  static Weights of(FindPassages request, Tuning tuning, FindingRules rules) {
    if (request.vector() == null) {
      return new Weights(1, 0);
    }
    return switch (request.mode()) {
      case KEYWORD -> new Weights(1, 0);
      case VECTOR -> new Weights(0, 1);
      case HYBRID -> {
        if (request.alpha() != null) {
          yield new Weights(1 - request.alpha(), request.alpha());
        }
        yield new Weights(1, request.vectorFits()
            ? Objects.requireNonNullElse(tuning.vectorWeight(), rules.vectorWeight())
            : Objects.requireNonNullElse(tuning.uncoveredVectorWeight(),
                rules.uncoveredVectorWeight()));
      }
    };
  }

  boolean areOfBothLegs() {
    return keyword > 0 && vector > 0;
  }
}
