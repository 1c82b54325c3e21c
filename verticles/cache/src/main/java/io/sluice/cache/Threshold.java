package io.sluice.cache;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * How alike two questions of a collection must be, so that one gets the other's answer. It learns from
 * answers that were compared with the question's own: where more than the share differ that may, it
 * rises to where no more do, and where it cannot rise so far no such answers are given at all. It falls
 * again, but never below what is configured, as later ones turn out to be the same.
 *
 * <p>Few comparisons say little, so each rate is reckoned as if there had been {@value #PRIOR} before
 * of which none differed.
 */
final class Threshold {
  private static final int MOST = 500;
  private static final int PRIOR = 50;
  private static final double STEP = 0.001;

  private final double configured;
  private final double falseHits;
  private final Deque<Compared> compared = new ArrayDeque<>();
  private double threshold;
  private boolean off;

  Threshold(double configured, double falseHits) {
    this.configured = configured;
    this.falseHits = falseHits;
    this.threshold = configured;
  }

  private record Compared(double score, boolean same) {}

  boolean passes(double score) {
    return !off && score >= threshold;
  }

  /** Whether it would pass, had nothing been compared. */
  boolean wouldPass(double score) {
    return score >= configured;
  }

  double value() {
    return threshold;
  }

  boolean isOff() {
    return off;
  }

  int compared() {
    return compared.size();
  }

  /** Of those that would pass now. */
  int different() {
    return (int) compared.stream().filter(one -> one.score() >= threshold && !one.same()).count();
  }

  /** An answer was compared with the one to a question that is so much alike. */
  void learn(double score, boolean same) {
    compared.addLast(new Compared(score, same));
    if (compared.size() > MOST) {
      compared.removeFirst();
    }
    var best = compared.stream().sorted(Comparator.comparingDouble(Compared::score).reversed())
        .toList();
    var lowest = lowest(best);
    off = lowest > 1;
    threshold = off ? threshold : Math.max(configured, lowest);
  }

  /** The lowest threshold that lets no more pass than may; above 1 where there is none. */
  private double lowest(List<Compared> best) {
    var lowest = best.getFirst().score() + STEP;
    var different = 0;
    for (var i = 0; i < best.size(); i++) {
      different += best.get(i).same() ? 0 : 1;
      var next = i + 1 < best.size() ? best.get(i + 1).score() : 0;
      var rate = (double) different / (i + 1 + PRIOR);
      if (next < best.get(i).score() && rate <= falseHits) {
        lowest = Math.min(next + STEP, best.get(i).score());
      }
    }
    return lowest;
  }
}
