package io.sluice.generation;

import io.sluice.bus.Bus;
import io.sluice.generation.model.GuardedModel;
import io.sluice.generation.model.LanguageModel;
import io.sluice.generation.model.ModelEndpoint;
import io.sluice.generation.prompt.PromptSets;
import io.sluice.generation.prompt.PromptWriter;
import io.sluice.message.CallInfo;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Tier;
import io.sluice.resilience.Circuits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models there are, and who answers a request: those of its tier, and the passages in the end. */
final class Models {
  private static final Logger LOG = LoggerFactory.getLogger(Models.class);

  private final GenerationConfig config;
  private final Map<String, LanguageModel> endpoints = new LinkedHashMap<>();
  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final Provider extractive;

  /** To be made on the context that the endpoints then belong to. */
  Models(Vertx vertx, Bus bus, WorkerExecutor workers, GenerationConfig config, PromptSets prompts,
      Provider extractive, Circuits circuits) {
    this.config = config;
    this.extractive = extractive;
    var meaning = new MeaningCheck(bus, workers, config.check());
    var brokenOff = new BrokenOff(bus);
    config.endpoints().forEach((name, endpoint) -> {
      if (endpoint.isThere()) {
        var model = new GuardedModel(vertx,
            new ModelEndpoint(vertx, name, endpoint, bus.tracing()), circuits);
        endpoints.put(name, model);
        providers.put(name, new ModelProvider(workers, model,
            new PromptWriter(prompts, endpoint, config.maxContextTokens()), meaning,
            brokenOff, dearest(endpoint)));
      }
    });
    LOG.info("models {} prompts={}", endpoints.isEmpty()
        ? "none"
        : endpoints.values().stream()
            .map(one -> one.name() + "=" + one.config().model() + "@" + one.config().address())
            .collect(Collectors.joining(" ")),
        prompts.versions());
  }

  /**
   * Where nothing was found there is nothing to put into words, and no model is asked; where nothing was
   * looked for only a model can answer.
   */
  ProviderChain chain(Generate request, CallInfo call) {
    var names = new LinkedHashSet<String>();
    if (request.withoutPassages() || !request.passages().isEmpty()) {
      var voice = request.voice();
      names.addAll(voice == null || voice.providers() == null
          ? config.order(request.tier())
          : config.endpoints(voice.providers()));
      if (call.budgetUsd() != null) {
        names.addAll(cheaper(request.tier()));
      }
    }
    var chain = new ArrayList<>(names.stream().map(this::provider).toList());
    if (!request.withoutPassages()) {
      chain.add(extractive);
    } else if (chain.isEmpty()) {
      chain.add(new Nobody());
    }
    return new ProviderChain(chain);
  }

  /** Those of the tiers below, the nearest first, for who has too little money for this one. */
  private List<String> cheaper(String tier) {
    return switch (Tier.of(tier)) {
      case SIMPLE -> List.of();
      case NORMAL -> config.order(Tier.SIMPLE.tag());
      case COMPLEX -> Stream.concat(config.order(Tier.NORMAL.tag()).stream(),
          config.order(Tier.SIMPLE.tag()).stream()).toList();
    };
  }

  /** What answers the hardest questions; a model that stands alone is that itself. */
  private EndpointConfig dearest(EndpointConfig alone) {
    return config.order(Tier.COMPLEX.tag()).stream().findFirst().map(config.endpoints()::get)
        .orElse(alone);
  }

  List<LanguageModel> endpoints(String tier) {
    return config.order(tier).stream().map(this::endpoint).toList();
  }

  Future<?> close() {
    return Future.join(endpoints.values().stream().map(LanguageModel::close).toList());
  }

  private Provider provider(String name) {
    return Objects.requireNonNull(providers.get(name));
  }

  private LanguageModel endpoint(String name) {
    return Objects.requireNonNull(endpoints.get(name));
  }
}
