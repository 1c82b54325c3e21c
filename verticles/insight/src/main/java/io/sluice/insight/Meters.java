package io.sluice.insight;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.insight.feedback.Outcome;
import io.sluice.insight.feedback.Outcome.Clicked;
import io.sluice.insight.feedback.Outcome.Rated;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Insight.Observe;
import io.sluice.message.Refusal;
import io.sluice.message.Tier;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus is told. Every label has few values: tiers, the models and parts of the configuration,
 * and the codes of refusals; none is a question's, a user's or a tenant's. What is known beforehand is
 * there from the start, with 0: of what appears with its first event Prometheus misses that event.
 * Confined to one context.
 */
final class Meters {
  private static final Duration[] BUCKETS = {ms(5), ms(10), ms(25), ms(50), ms(100), ms(250),
      ms(500), ms(1000), ms(2500), ms(5000), ms(10_000), ms(30_000), ms(60_000)};
  private static final Kind QUERIES = new Kind("rag.queries", "Questions that have ended");
  private static final Kind REFUSALS = new Kind("rag.refusals", "Questions that were not answered");
  private static final Kind DEGRADED = new Kind("rag.degraded",
      "Answers for which this was given up");
  private static final Kind ROUTED = new Kind("rag.routed", "Answers of the tier");
  private static final Kind SAVED = new Kind("rag.saved.usd",
      "What tiers saved against the dearest, and caches against an answer made");
  private static final Kind TOKENS = new Kind("rag.llm.tokens",
      "Tokens read and written by models");
  private static final Kind COST = new Kind("rag.llm.cost.usd", "What models cost");
  private static final Kind FEEDBACK = new Kind("rag.feedback",
      "Answers by what they were rated first");
  private static final Kind CLICKS = new Kind("rag.clicks", "Sources of answers that were opened");
  private static final String LATER = "later";
  private static final List<String> RESULTS = List.of("grounded", "ungrounded", "refused");
  /** By the stages as they are now; what another one gives up is counted as well. */
  private static final List<String> GIVEN_UP = List.of("answer", "check", "condensing", "context",
      "embedding", "expansion", "generation", "passages", "question", "rerank", "retrieval",
      "stale", "tier", "vector", "window");

  private final MeterRegistry registry;
  /** By name and labels: the registry takes some time to find one. */
  private final Map<String, Counter> counters = new HashMap<>();
  private final Timer whole;
  private final Timer retrieval;
  private final Timer rerank;
  private final Timer firstToken;
  private final Timer generation;

  private record Kind(String name, String what) {}

  Meters(MeterRegistry registry) {
    this.registry = registry;
    this.whole = timer("rag.query.latency", "From the question to the end of its answer");
    this.retrieval = timer("rag.retrieval.latency",
        "Until passages were there: embedded, searched, reranked");
    this.rerank = timer("rag.rerank.latency", "Putting passages in a better order");
    this.firstToken = timer("rag.time.to.first.token",
        "From the question to the first word of its answer");
    this.generation = timer("rag.generation.latency", "From the passages to the end of the answer");
    begin();
  }

  private void begin() {
    RESULTS.forEach(result -> counter(QUERIES, "result", result));
    for (var code : Refusal.Code.values()) {
      counter(REFUSALS, "code", code.toString());
    }
    GIVEN_UP.forEach(what -> counter(DEGRADED, "what", what));
    for (var tier : Tier.values()) {
      counter(ROUTED, "tier", tier.tag());
    }
    List.of("1", "2", "3", "4", "5").forEach(rating -> counter(FEEDBACK, "rating", rating));
    List.of("1", "2", "3", LATER).forEach(position -> counter(CLICKS, "position", position));
    counter(SAVED, "by", "tier");
    counter(SAVED, "by", "cache");
    counter(TOKENS, "model", Route.EXTRACTIVE, "kind", "prompt");
    counter(TOKENS, "model", Route.EXTRACTIVE, "kind", "completion");
    counter(COST, "model", Route.EXTRACTIVE);
  }

  void observe(Observe end) {
    if (end.wasAsked()) {
      asked(end);
    }
    if (end.route() != null) {
      spent(end.usage(), end.route());
    }
  }

  void outcome(Outcome outcome) {
    switch (outcome) {
      case Rated(_, var rating) -> counter(FEEDBACK, "rating", String.valueOf(rating)).increment();
      case Clicked(_, var position) -> counter(CLICKS, "position",
          position <= 3 ? String.valueOf(position) : LATER).increment();
    }
  }

  private void asked(Observe end) {
    counter(QUERIES, "result",
        end.refusal() != null ? "refused" : end.grounded() ? "grounded" : "ungrounded").increment();
    if (end.refusal() != null) {
      counter(REFUSALS, "code", end.refusal()).increment();
    }
    end.degraded().stream().distinct().forEach(what -> counter(DEGRADED, "what", what).increment());
    if (end.route() != null) {
      counter(ROUTED, "tier", end.route().tier()).increment();
      counter(SAVED, "by", end.cache() == null ? "tier" : "cache")
          .increment(end.usage().savedUsd());
    }
    if (end.timings() != null) {
      times(end.timings(), end.cache() == null);
    }
  }

  private void spent(Usage usage, Route route) {
    counter(TOKENS, "model", route.model(), "kind", "prompt").increment(usage.promptTokens());
    counter(TOKENS, "model", route.model(), "kind", "completion")
        .increment(usage.completionTokens());
    counter(COST, "model", route.model()).increment(usage.costUsd());
  }

  /** An answer from the cache waits for no passages and no model: its zeros would hide how long they take. */
  private void times(Timings timings, boolean made) {
    whole.record(nanos(timings.totalMs()));
    var found = sum(timings.embedMs(), timings.searchMs(), timings.rerankMs());
    if (timings.searchMs() != null) {
      retrieval.record(nanos(found));
    }
    if (made) {
      generation.record(nanos(Math.max(0, timings.totalMs() - found)));
    }
    if (timings.rerankMs() != null) {
      rerank.record(nanos(timings.rerankMs()));
    }
    if (timings.firstTokenMs() != null) {
      firstToken.record(nanos(timings.firstTokenMs()));
    }
  }

  private Counter counter(Kind kind, String... labels) {
    var key = kind.name() + String.join("|", labels);
    return counters.computeIfAbsent(key, absent -> Counter.builder(kind.name())
        .description(kind.what()).tags(labels).register(registry));
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
