package io.sluice.insight.quality;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much what is asked within the window is like what was asked before it: the cosine between the means of
 * both, made free of what chance puts into the length of a mean of few. What was asked long ago counts ever
 * less. Before there is as much to compare with as is asked for, nothing is said.
 */
final class Topics implements Window {
  private static final int PARTS = 12;
  /** What is left of the past's weight when a part of the window joins it: half after some nine windows. */
  private static final double KEPT = Math.pow(0.5, 1.0 / (9 * PARTS));

  private final long partMs;
  private final int minimum;
  private final Deque<Part> parts = new ArrayDeque<>(PARTS + 1);
  private final Part before = new Part(0);

  Topics(Duration window, int minimum) {
    this.partMs = Math.max(1, window.toMillis() / PARTS);
    this.minimum = minimum;
  }

  /** @param bag what a question is about (see {@link Bag#of}) */
  void add(long nowMs, float[] bag) {
    turnTo(nowMs / partMs);
    if (Bag.dot(bag, bag) == 0) {
      return;
    }
    if (parts.isEmpty() || parts.getLast().number < nowMs / partMs) {
      parts.addLast(new Part(nowMs / partMs));
    }
    parts.getLast().add(bag, 1, 1);
  }

  @Override
  public Seen seen(long nowMs) {
    turnTo(nowMs / partMs);
    var now = new Part(0);
    parts.forEach(part -> now.add(part.sum, part.weight, part.squares));
    if (before.weight < Math.max(2, minimum) || now.weight < 2) {
      return Seen.NOTHING;
    }
    var lengths = now.length() * before.length();
    return !(lengths > 0) || Double.isInfinite(lengths)
        ? Seen.NOTHING
        : new Seen((long) now.weight, Math.clamp(Bag.dot(now.sum, before.sum)
            / (now.weight * before.weight) / Math.sqrt(lengths), 0, 1));
  }

  private void turnTo(long part) {
    while (!parts.isEmpty() && parts.getFirst().number <= part - PARTS) {
      var old = parts.removeFirst();
      before.fade(KEPT);
      before.add(old.sum, old.weight, old.squares);
    }
  }

  /** A sum of points with weights. */
  private static final class Part {
    private final long number;
    private final float[] sum = new float[Bag.PLACES];
    private double weight;
    private double squares;

    Part(long number) {
      this.number = number;
    }

    void add(float[] points, double weights, double squaresOfWeights) {
      for (var i = 0; i < Bag.PLACES; i++) {
        sum[i] += points[i];
      }
      weight += weights;
      squares += squaresOfWeights;
    }

    void fade(double left) {
      for (var i = 0; i < Bag.PLACES; i++) {
        sum[i] *= (float) left;
      }
      weight *= left;
      squares *= left * left;
    }

    /** The squared length of the mean that is to be expected of many more: points by themselves do not count. */
    double length() {
      return (Bag.dot(sum, sum) - squares) / (weight * weight - squares);
    }
  }
}
