package io.sluice.embedding;

import io.sluice.bus.Span;
import io.sluice.bus.Tracing;
import io.sluice.bus.Upstream;
import io.sluice.embedding.Attempt.Done;
import io.sluice.embedding.Attempt.Failed;
import io.sluice.message.CallInfo;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.util.List;

/**
 * The span of one request to an embedding server, by the semantic conventions for generative AI (1.37.0),
 * without the texts.
 */
final class EmbeddingSpan {
  private final CallInfo call;
  private final Span span;

  private EmbeddingSpan(CallInfo call, Span span) {
    this.call = span.of(call);
    this.span = span;
  }

  static EmbeddingSpan begin(Tracing tracing, EndpointConfig config, int texts, CallInfo call) {
    var span = Upstream.begin(tracing, "embeddings " + config.model(), config.address(), call);
    span.with("gen_ai.operation.name", "embeddings").with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", config.model())
        .with("gen_ai.request.encoding_formats", List.of("float")).with("sluice.texts", texts);
    return new EmbeddingSpan(call, span);
  }

  void tell(MultiMap headers) {
    Upstream.tell(call, headers);
  }

  /** Reads what it is about the answer; to be called on a worker. What is wrong with it others tell. */
  void answered(byte[] answer) {
    if (span.isNoted()) {
      try {
        var tokens = EndpointAnswer.tokens(answer);
        if (tokens >= 0) {
          span.with("gen_ai.usage.input_tokens", tokens);
        }
      } catch (IOException e) {
        span.with("sluice.unreadable", true);
      }
    }
  }

  void end(Attempt how) {
    switch (how) {
      case Done done -> span.end();
      case Failed failed -> span.failed(failed.why().code().toString(), failed.why().message())
          .end();
    }
  }
}
