package io.sluice.abrouting;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.message.AbRouting;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import io.sluice.strictjson.Parsed.Read;
import io.sluice.strictjson.Parsed.Wrong;
import io.sluice.strictjson.StrictReader;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The experiments by their names, in the order in which they take askers.
 *
 * @param all each with names of variants that no other has
 */
public record ExperimentsConfig(Map<String, ExperimentConfig> all) {
  public static final ExperimentsConfig NONE = new ExperimentsConfig(Map.of());

  private static final StrictReader STRICT = StrictReader.ofConfiguration();
  private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}";

  public ExperimentsConfig {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(Check.required("experiments", all)));
    var owners = new HashMap<String, String>();
    all.forEach((name, experiment) -> {
      checkName(name, name);
      for (var variant : experiment.variants().keySet()) {
        var other = owners.put(variant, name);
        if (other != null) {
          throw new Violation(name + ".variants." + variant,
              "is the name of a variant of " + other + " already");
        }
      }
    });
  }

  /** What an experiment does not name is as it is by default. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ExperimentsConfig of(ObjectNode written) {
    var all = new LinkedHashMap<String, ExperimentConfig>();
    written.properties().forEach(one -> all.put(one.getKey(), read(one.getKey(), one.getValue())));
    return new ExperimentsConfig(all);
  }

  private static ExperimentConfig read(String name, JsonNode written) {
    if (!(written instanceof ObjectNode object)) {
      throw new Violation(name, "must be an object");
    }
    return switch (STRICT.read(ExperimentDefaults.complete(object), ExperimentConfig.class)) {
      case Read<ExperimentConfig>(ExperimentConfig experiment) -> experiment;
      case Wrong<ExperimentConfig> wrong -> throw new Violation(
          wrong.path() == null ? name : name + "." + wrong.path(), wrong.message());
    };
  }

  /** Names come to be keys of files, words of reports and parts of requests. */
  static void checkName(String field, String name) {
    if (!name.matches(NAME)) {
      throw new Violation(field,
          "must be a name of 1 to 64 letters, digits, dots, dashes and underscores");
    }
    if (name.equals(AbRouting.CONTROL)) {
      throw new Violation(field,
          "is always there and answers as configured: nothing can be said of it");
    }
  }
}
