package io.sluice.generation;

import io.sluice.message.AnswerEvent.Route;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

/**
 * Who puts answers into words, and from how much.
 *
 * @param providers who is asked first and who next: names of endpoints, {@code auto} for all that are
 *        there, {@code extractive} for no model. The extractive answerer comes last in any case
 * @param tiers other orders for questions of a tier
 * @param maxContextTokens how much of the passages found a model is given
 * @param prompts the folder with what models are told: {@code answer.ko.md} and {@code answer.en.md}
 * @param defaults what an endpoint has that does not say otherwise
 * @param endpoints the models' servers by their names, in the order of {@code auto}
 * @param check how what models say is checked
 */
public record GenerationConfig(List<String> providers, Tiers tiers, int maxContextTokens,
    Path prompts, EndpointConfig defaults, Map<String, EndpointConfig> endpoints,
    ExtractiveConfig extractive, CheckConfig check) {
  public static final String AUTO = "auto";
  public static final String EXTRACTIVE = Route.EXTRACTIVE;

  public GenerationConfig {
    Check.required("tiers", tiers);
    Check.range("max-context-tokens", maxContextTokens, 128, 10_000_000);
    Check.required("prompts", prompts);
    Check.required("defaults", defaults);
    Check.required("extractive", extractive);
    Check.required("check", check);
    endpoints = Collections
        .unmodifiableMap(new LinkedHashMap<>(Check.required("endpoints", endpoints)));
    for (var name : endpoints.keySet()) {
      if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}") || name.equals(AUTO)
          || name.equals(EXTRACTIVE)) {
        throw new Violation("endpoints", "cannot have one of the name " + name);
      }
    }
    providers = order("providers", providers, endpoints);
    for (var tier : tiers.orders().entrySet()) {
      order("tiers." + tier.getKey(), tier.getValue(), endpoints);
    }
  }

  /** The extractive answerer alone. */
  public static GenerationConfig withoutModels() {
    return new GenerationConfig(List.of(EXTRACTIVE), Tiers.NONE, 8000, Path.of("."),
        EndpointConfig.DEFAULTS, Map.of(), ExtractiveConfig.DEFAULT, CheckConfig.DEFAULT);
  }

  boolean hasModels() {
    return endpoints.values().stream().anyMatch(EndpointConfig::isThere);
  }

  /** The endpoints that a question of this tier may be put to, the first one first. */
  public List<String> order(String tier) {
    var own = tiers.orders().getOrDefault(tier, List.of());
    return endpoints(own.isEmpty() ? providers : own);
  }

  /** The endpoints that are meant by these names, as far as they are there. */
  List<String> endpoints(List<String> names) {
    return names.stream()
        .flatMap(name -> name.equals(AUTO)
            ? endpoints.entrySet().stream().filter(one -> one.getValue().isThere())
                .map(Entry::getKey)
            : Stream.of(name))
        .filter(endpoints::containsKey)
        .distinct().toList();
  }

  /** Throws a {@link Violation} of this field where these cannot be asked in this order. */
  public void checkOrder(String field, List<String> names) {
    order(field, names, endpoints);
  }

  private static List<String> order(String field, List<String> names,
      Map<String, EndpointConfig> endpoints) {
    for (var name : Check.required(field, names)) {
      var endpoint = endpoints.get(name);
      if (endpoint == null && !name.equals(AUTO) && !name.equals(EXTRACTIVE)) {
        throw new Violation(field, "there is no endpoint " + name);
      }
      if (endpoint != null && !endpoint.isThere()) {
        throw new Violation(field,
            "the endpoint " + name + " has neither an address nor a key (base-url, api-key)");
      }
    }
    var extractive = names.indexOf(EXTRACTIVE);
    if (extractive >= 0 && extractive < names.size() - 1) {
      throw new Violation(field, EXTRACTIVE + " always answers, so it must be the last");
    }
    return List.copyOf(names);
  }

  /** Orders for the tiers; an empty one is as that of all. */
  public record Tiers(List<String> simple, List<String> normal, List<String> complex) {
    public static final Tiers NONE = new Tiers(List.of(), List.of(), List.of());

    public Tiers {
      simple = List.copyOf(Check.required("simple", simple));
      normal = List.copyOf(Check.required("normal", normal));
      complex = List.copyOf(Check.required("complex", complex));
    }

    Map<String, List<String>> orders() {
      return Map.of("simple", simple, "normal", normal, "complex", complex);
    }
  }
}
