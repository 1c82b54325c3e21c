package io.sluice.insight;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Insight.Observe;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus is told. Every label has few values: tiers, the models and parts of the configuration,
 * and the codes of refusals; none is a question's, a user's or a tenant's. Confined to one context.
 */
final class Meters {
  private static final Duration[] BUCKETS = {ms(5), ms(10), ms(25), ms(50), ms(100), ms(250),
      ms(500), ms(1000), ms(2500), ms(5000), ms(10_000), ms(30_000), ms(60_000)};

  private final MeterRegistry registry;
  /** By name and labels: the registry takes some time to find one. */
  private final Map<String, Counter> counters = new HashMap<>();
  private final Timer whole;
  private final Timer retrieval;
  private final Timer rerank;
  private final Timer firstToken;
  private final Timer generation;

  Meters(MeterRegistry registry) {
    this.registry = registry;
    this.whole = timer("rag.query.latency", "From the question to the end of its answer");
    this.retrieval = timer("rag.retrieval.latency",
        "Until passages were there: embedded, searched, reranked");
    this.rerank = timer("rag.rerank.latency", "Putting passages in a better order");
    this.firstToken = timer("rag.time.to.first.token",
        "From the question to the first word of its answer");
    this.generation = timer("rag.generation.latency", "From the passages to the end of the answer");
  }

  void observe(Observe end) {
    if (end.wasAsked()) {
      asked(end);
    }
    if (end.route() != null) {
      spent(end.usage(), end.route());
    }
  }

  private void asked(Observe end) {
    count("rag.queries", "Questions that have ended", 1, "result",
        end.refusal() != null ? "refused" : end.grounded() ? "grounded" : "ungrounded");
    if (end.refusal() != null) {
      count("rag.refusals", "Questions that were not answered", 1, "code", end.refusal());
    }
    end.degraded().stream().distinct().forEach(
        what -> count("rag.degraded", "Answers for which this was given up", 1, "what", what));
    if (end.route() != null) {
      count("rag.routed", "Answers of the tier", 1, "tier", end.route().tier());
      count("rag.saved.usd",
          "What tiers saved against the dearest, and caches against an answer made",
          end.usage().savedUsd(), "by", end.cache() == null ? "tier" : "cache");
    }
    if (end.timings() != null) {
      times(end.timings());
    }
  }

  private void spent(Usage usage, Route route) {
    count("rag.llm.tokens", "Tokens read and written by models", usage.promptTokens(), "model",
        route.model(), "kind", "prompt");
    count("rag.llm.tokens", "Tokens read and written by models", usage.completionTokens(),
        "model", route.model(), "kind", "completion");
    count("rag.llm.cost.usd", "What models cost", usage.costUsd(), "model", route.model());
  }

  private void times(Timings timings) {
    whole.record(nanos(timings.totalMs()));
    var found = sum(timings.embedMs(), timings.searchMs(), timings.rerankMs());
    retrieval.record(nanos(found));
    generation.record(nanos(Math.max(0, timings.totalMs() - found)));
    if (timings.rerankMs() != null) {
      rerank.record(nanos(timings.rerankMs()));
    }
    if (timings.firstTokenMs() != null) {
      firstToken.record(nanos(timings.firstTokenMs()));
    }
  }

  private void count(String name, String what, double amount, String... labels) {
    var key = name + String.join("|", labels);
    counters.computeIfAbsent(key, absent -> Counter.builder(name).description(what).tags(labels)
        .register(registry)).increment(amount);
  }

  private Timer timer(String name, String what) {
    return Timer.builder(name).description(what).serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static double sum(@Nullable Double... parts) {
    var sum = 0.0;
    for (var part : parts) {
      sum += part == null ? 0 : part;
    }
    return sum;
  }

  private static Duration nanos(double ms) {
    return Duration.ofNanos((long) (ms * 1e6));
  }

  private static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }
}
