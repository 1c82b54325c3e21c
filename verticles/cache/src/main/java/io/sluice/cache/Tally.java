package io.sluice.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.message.CallInfo;

/** How often a layer had what was wanted, and what became of what it had. */
final class Tally {
  private final Counter hits;
  private final Counter misses;
  private final Counter evicted;
  private final Counter outdated;

  Tally(String layer, MeterRegistry registry) {
    this.hits = counter("rag.cache.hits", "What was wanted and remembered", layer, registry);
    this.misses = counter("rag.cache.misses", "What was wanted and not remembered", layer,
        registry);
    this.evicted = counter("rag.cache.evictions", "What was forgotten for want of room", layer,
        registry);
    this.outdated = counter("rag.cache.outdated",
        "What was forgotten because what it rests on has changed", layer, registry);
  }

  private static Counter counter(String name, String what, String layer,
      MeterRegistry registry) {
    return Counter.builder(name).description(what).tag("layer", layer).register(registry);
  }

  /** Something was wanted; who only looks does not want it. */
  void count(boolean hit, CallInfo call) {
    if (call.counted()) {
      (hit ? hits : misses).increment();
    }
  }

  void evict() {
    evicted.increment();
  }

  void outdate(int count) {
    outdated.increment(count);
  }

  long hits() {
    return (long) hits.count();
  }

  long misses() {
    return (long) misses.count();
  }

  long evicted() {
    return (long) evicted.count();
  }

  long outdated() {
    return (long) outdated.count();
  }
}
