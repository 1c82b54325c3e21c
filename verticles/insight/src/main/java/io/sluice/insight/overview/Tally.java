package io.sluice.insight.overview;

import io.sluice.message.Course;
import io.sluice.message.Insight.Figures;
import io.sluice.message.Insight.Observe;
import org.jspecify.annotations.Nullable;

/** What questions of some time came to. Confined to one context. */
final class Tally {
  private final Latencies latencies = new Latencies();
  private long questions;
  private long refused;
  private long ungrounded;
  private long cached;
  private long degraded;
  private double costUsd;
  private double savedUsd;
  private long scored;
  private double scores;

  /** What nobody asked, and was answered only to be compared, counts by its cost. */
  void add(Observe end) {
    costUsd += end.usage().costUsd();
    if (!end.wasAsked()) {
      return;
    }
    questions++;
    savedUsd += end.usage().savedUsd();
    degraded += end.degraded().isEmpty() ? 0 : 1;
    if (end.refusal() != null) {
      refused++;
      return;
    }
    ungrounded += end.grounded() ? 0 : 1;
    if (end.timings() != null) {
      latencies.add(end.timings().totalMs());
    }
    var best = best(end.course());
    if (end.cache() != null) {
      cached++;
    } else if (best != null) {
      scored++;
      scores += Math.clamp(best, 0, 1);
    }
  }

  private static @Nullable Double best(@Nullable Course course) {
    var done = course == null ? null : course.done();
    return done == null || done.sources().isEmpty() ? null : done.sources().getFirst().score();
  }

  void add(Tally other) {
    latencies.add(other.latencies);
    questions += other.questions;
    refused += other.refused;
    ungrounded += other.ungrounded;
    cached += other.cached;
    degraded += other.degraded;
    costUsd += other.costUsd;
    savedUsd += other.savedUsd;
    scored += other.scored;
    scores += other.scores;
  }

  Figures figures() {
    return new Figures(questions, refused, ungrounded, cached, degraded, latencies.quantile(0.5),
        latencies.quantile(0.99), costUsd, savedUsd, scored == 0 ? null : scores / scored);
  }
}
