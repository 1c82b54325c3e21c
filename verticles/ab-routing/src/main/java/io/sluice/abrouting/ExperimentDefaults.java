package io.sluice.abrouting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an experiment is where it does not say: the configuration is read with every key there. */
final class ExperimentDefaults {
  private static final double SMALLEST_EFFECT = 0.1;
  private static final int MINIMUM = 100;
  private static final List<String> VARIATION = List.of("k", "retrieval", "rerank", "tier",
      "providers", "prompts", "expand", "shuffled", "passages");
  private static final List<String> TUNING = List.of("blend", "feedback", "vector-weight",
      "uncovered-vector-weight", "candidates-per-leg", "rrf-constant");
  private static final List<String> SHAPE = List.of("per-document", "window", "candidates",
      "alike");

  private ExperimentDefaults() {}

  static ObjectNode complete(ObjectNode written) {
    var whole = written.deepCopy();
    whole.removeAll();
    whole.put("on", true).put("share", 1.0).put("smallest-effect", SMALLEST_EFFECT)
        .put("minimum", MINIMUM).put("shadow", false).putNull("ramp");
    whole.putArray("collections");
    whole.putObject("weights");
    whole.setAll(written.deepCopy());
    if (whole.get("variants") instanceof ObjectNode variants) {
      for (var variant : List.copyOf(variants.properties())) {
        if (variant.getValue().isNull()) {
          variants.set(variant.getKey(), variation(variants.objectNode()));
        } else if (variant.getValue() instanceof ObjectNode own) {
          variants.set(variant.getKey(), variation(own));
        }
      }
    }
    return whole;
  }

  private static ObjectNode variation(ObjectNode written) {
    var whole = withNulls(written, VARIATION);
    if (whole.get("retrieval") instanceof ObjectNode tuning) {
      whole.set("retrieval", withNulls(tuning, TUNING));
    }
    if (whole.get("passages") instanceof ObjectNode shape) {
      whole.set("passages", withNulls(shape, SHAPE));
    }
    return whole;
  }

  private static ObjectNode withNulls(ObjectNode written, List<String> keys) {
    var whole = written.objectNode();
    keys.forEach(whole::putNull);
    whole.setAll(written);
    return whole;
  }
}
