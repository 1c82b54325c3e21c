package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.insight.feedback.Outcome.Clicked;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.QueryRecord;
import io.sluice.message.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);

  @Test
  void anAnswerIsCountedWithWhatItTook() {
    meters.observe(Ends.answered("simple", "small"));
    meters.observe(Ends.answered("simple", "small"));

    assertEquals(2, registry.get("rag.queries").tag("result", "grounded").counter().count());
    assertEquals(2, registry.get("rag.routed").tag("tier", "simple").counter().count());
    assertEquals(200, registry.get("rag.llm.tokens").tags("model", "small", "kind", "prompt")
        .counter().count());
    assertEquals(0.5, registry.get("rag.llm.cost.usd").tag("model", "small").counter().count());
    assertEquals(1, registry.get("rag.saved.usd").tag("by", "tier").counter().count());
    assertEquals(2, registry.get("rag.degraded").tag("what", "rerank").counter().count(),
        "once for each answer");
    assertEquals(100, registry.get("rag.retrieval.latency").timer().totalTime(
        TimeUnit.MILLISECONDS), 1e-6);
    assertEquals(240, registry.get("rag.time.to.first.token").timer().totalTime(
        TimeUnit.MILLISECONDS), 1e-6);
  }

  @Test
  void sourcesFarDownAreCountedTogether() {
    var answer = new QueryRecord("n.1", Instant.EPOCH, "r", "t", null, "default", "q", "q", "a",
        true, null, null, null, null, null, null, List.of(), List.of(), Usage.NONE, null,
        List.of());
    List.of(1, 3, 4, 9).forEach(position -> meters.outcome(new Clicked(answer, position)));

    assertEquals(1, registry.get("rag.clicks").tag("position", "3").counter().count());
    assertEquals(2, registry.get("rag.clicks").tag("position", "later").counter().count());
  }

  @Test
  void whatWasMadeToBeComparedIsMeasuredByItsTokensAndItsCost() {
    meters.observe(Ends.compared("simple", "small"));

    assertEquals(100, registry.get("rag.llm.tokens").tags("model", "small", "kind", "prompt")
        .counter().count());
    assertEquals(0.25, registry.get("rag.llm.cost.usd").tag("model", "small").counter().count());
    Stream.of("rag.queries", "rag.routed", "rag.saved.usd").flatMap(
        name -> registry.get(name).counters().stream())
        .forEach(counter -> assertEquals(0, counter.count(), counter.getId()::toString));
    assertEquals(0, registry.get("rag.query.latency").timer().count());
  }

  @Test
  void aRefusalIsCountedByItsCode() {
    meters.observe(Ends.refused("gateway.overloaded"));

    assertEquals(1, registry.get("rag.refusals").tag("code", "gateway.overloaded").counter()
        .count());
    assertEquals(1, registry.get("rag.queries").tag("result", "refused").counter().count());
    assertEquals(0, registry.get("rag.retrieval.latency").timer().count());
  }

  @Test
  void whatIsKnownBeforehandIsThereWithZero() {
    for (var code : Refusal.Code.values()) {
      assertEquals(0, registry.get("rag.refusals").tag("code", code.toString()).counter().count());
    }
    Stream.of("rag.queries", "rag.degraded", "rag.routed", "rag.llm.tokens", "rag.llm.cost.usd")
        .forEach(name -> assertEquals(0, registry.get(name).counters().stream()
            .mapToDouble(Counter::count).sum(), name));
  }

  @Test
  void anAnswerFromTheCacheSaysNothingOfSearchAndModels() {
    meters.observe(Ends.remembered("simple", "small"));

    assertEquals(1, registry.get("rag.query.latency").timer().count());
    assertEquals(0, registry.get("rag.retrieval.latency").timer().count());
    assertEquals(0, registry.get("rag.generation.latency").timer().count());
  }

  @Test
  void labelsHaveFewValues() {
    meters.observe(Ends.answered("complex", "large"));
    meters.observe(Ends.refused("caller.bad_request"));

    var labels = registry.getMeters().stream()
        .flatMap(meter -> meter.getId().getTags().stream()).map(tag -> tag.getKey())
        .collect(Collectors.toSet());
    assertTrue(
        Set.of("result", "code", "what", "tier", "by", "model", "kind", "le", "rating", "position")
            .containsAll(labels),
        labels::toString);
  }
}
