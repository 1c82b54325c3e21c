package io.sluice.generation;

import io.sluice.generation.model.ModelEndpoint;
import io.sluice.generation.prompt.PromptWriter;
import io.sluice.generation.prompt.Prompts;
import io.sluice.message.Generation.Generate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models there are, and who answers a request: those of its tier, and the passages in the end. */
final class Models {
  private static final Logger LOG = LoggerFactory.getLogger(Models.class);

  private final GenerationConfig config;
  private final Map<String, ModelEndpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final Provider extractive;

  /** To be made on the context that the endpoints then belong to. */
  Models(Vertx vertx, WorkerExecutor workers, GenerationConfig config, Prompts prompts,
      Provider extractive) {
    this.config = config;
    this.extractive = extractive;
    config.endpoints().forEach((name, endpoint) -> {
      if (endpoint.isThere()) {
        var model = new ModelEndpoint(vertx, name, endpoint);
        endpoints.put(name, model);
        providers.put(name, new ModelProvider(workers, model,
            new PromptWriter(prompts, endpoint, config.maxContextTokens())));
      }
    });
    LOG.info("models {} prompts={}", endpoints.isEmpty()
        ? "none"
        : endpoints.values().stream()
            .map(one -> one.name() + "=" + one.config().model() + "@" + one.config().address())
            .collect(Collectors.joining(" ")),
        prompts.version());
  }

  /** Where nothing was found there is nothing to put into words, and no model is asked. */
  ProviderChain chain(Generate request) {
    var chain = new ArrayList<Provider>();
    if (!request.passages().isEmpty()) {
      config.order(request.tier()).forEach(name -> chain.add(provider(name)));
    }
    chain.add(extractive);
    return new ProviderChain(chain);
  }

  List<ModelEndpoint> endpoints(String tier) {
    return config.order(tier).stream().map(this::endpoint).toList();
  }

  Future<?> close() {
    return Future.join(endpoints.values().stream().map(ModelEndpoint::close).toList());
  }

  private Provider provider(String name) {
    return Objects.requireNonNull(providers.get(name));
  }

  private ModelEndpoint endpoint(String name) {
    return Objects.requireNonNull(endpoints.get(name));
  }
}
