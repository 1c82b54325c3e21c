package io.sluice.generation.model;

import io.sluice.bus.Span;
import io.sluice.bus.Tracing;
import io.sluice.bus.Upstream;
import io.sluice.generation.EndpointConfig;
import io.sluice.generation.model.CallEnd.Failed;
import io.sluice.generation.model.CallEnd.Whole;
import io.sluice.message.CallInfo;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;

/**
 * The span of one request to a model, by the semantic conventions for generative AI (1.37.0). It has what
 * the model's server says and no words: prompts hold passages, which not everybody may read.
 */
final class ChatSpan {
  private final EndpointConfig config;
  private final CallInfo call;
  private final Span span;
  private boolean named;

  private ChatSpan(EndpointConfig config, CallInfo call, Span span) {
    this.config = config;
    this.call = span.of(call);
    this.span = span;
  }

  static ChatSpan begin(Tracing tracing, String name, EndpointConfig config, ModelRequest request,
      CallInfo call) {
    var span = Upstream.begin(tracing, "chat " + config.model(), config.address(), call);
    if (span.isNoted()) {
      span.with("gen_ai.operation.name", "chat")
          .with("gen_ai.provider.name", config.kind().name().toLowerCase(Locale.ROOT))
          .with("gen_ai.request.model", config.model())
          .with("gen_ai.request.max_tokens", request.maxTokens()).with("sluice.provider", name);
      var temperature = config.fields().get("temperature");
      if (temperature != null && temperature.isNumber()) {
        span.with("gen_ai.request.temperature", temperature.doubleValue());
      }
    }
    return new ChatSpan(config, call, span);
  }

  void tell(MultiMap headers) {
    Upstream.tell(call, headers);
  }

  /** Whether it is of any use to know who speaks. */
  boolean wantsName() {
    return !named && span.isNoted();
  }

  /** The server says who speaks, which it may do with each word. */
  void named(String id, String model) {
    if (!wantsName()) {
      return;
    }
    named = !model.isEmpty();
    if (!id.isEmpty()) {
      span.with("gen_ai.response.id", id);
    }
    if (!model.isEmpty()) {
      span.with("gen_ai.response.model", model);
    }
  }

  void end(CallEnd how, int promptTokens, int completionTokens) {
    if (!span.isNoted()) {
      return;
    }
    switch (how) {
      case Whole whole -> span.with("gen_ai.response.finish_reasons",
          List.of(whole.finishReason()));
      case Failed failed -> span.failed(failed.why().code().toString(), failed.why().message());
    }
    count(promptTokens, completionTokens);
    span.end();
  }

  /** What the server has counted; what it cost is known where it tells both. */
  private void count(int promptTokens, int completionTokens) {
    if (promptTokens >= 0) {
      span.with("gen_ai.usage.input_tokens", promptTokens);
    }
    if (completionTokens >= 0) {
      span.with("gen_ai.usage.output_tokens", completionTokens);
    }
    if (promptTokens >= 0 && completionTokens >= 0) {
      span.with("sluice.cost_usd", config.cost(promptTokens, completionTokens));
    }
  }
}
