package io.sluice.chunking;

import java.util.Arrays;
import java.util.List;

/**
 * How far apart in meaning neighbouring sentences are: the cosine distance between the two before a
 * gap and the two after it, since a single short sentence says little about its topic.
 */
final class Gaps {
  private static final int REACH = 2;

  private final List<double[]> byStretch;

  private Gaps(List<double[]> byStretch) {
    this.byStretch = byStretch;
  }

  /** The gaps within each stretch; none are wide where there are no vectors. */
  static Gaps between(List<List<Piece>> stretches, List<float[]> vectors) {
    var first = 0;
    var byStretch = new double[stretches.size()][];
    for (var i = 0; i < byStretch.length; i++) {
      var size = stretches.get(i).size();
      byStretch[i] = vectors.isEmpty()
          ? new double[size]
          : distances(vectors.subList(first, first + size));
      first += size;
    }
    return new Gaps(Arrays.asList(byStretch));
  }

  /** For each sentence of a stretch the gap before it; 0 before the first. */
  double[] of(int stretch) {
    return byStretch.get(stretch);
  }

  /** As wide as this percentage of all gaps. */
  double atPercentile(double percentile) {
    var sorted = byStretch.stream().flatMapToDouble(gaps -> Arrays.stream(gaps).skip(1)).sorted()
        .toArray();
    return sorted.length == 0
        ? Double.POSITIVE_INFINITY
        : sorted[Math.min(sorted.length - 1, (int) (sorted.length * percentile / 100))];
  }

  private static double[] distances(List<float[]> vectors) {
    var distances = new double[vectors.size()];
    for (var i = 1; i < distances.length; i++) {
      distances[i] = distance(sum(vectors.subList(Math.max(0, i - REACH), i)),
          sum(vectors.subList(i, Math.min(vectors.size(), i + REACH))));
    }
    return distances;
  }

  private static double[] sum(List<float[]> vectors) {
    var sum = new double[vectors.getFirst().length];
    for (var vector : vectors) {
      var length = Math.sqrt(dot(doubles(vector), doubles(vector)));
      for (var i = 0; i < sum.length; i++) {
        sum[i] += length > 0 ? vector[i] / length : 0;
      }
    }
    return sum;
  }

  /** Vectors that point nowhere say nothing about a gap. */
  private static double distance(double[] a, double[] b) {
    var lengths = Math.sqrt(dot(a, a) * dot(b, b));
    var distance = 1 - dot(a, b) / lengths;
    return Double.isFinite(distance) ? Math.max(0, distance) : 0;
  }

  private static double dot(double[] a, double[] b) {
    var sum = 0.0;
    for (var i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] doubles(float[] vector) {
    var doubles = new double[vector.length];
    for (var i = 0; i < doubles.length; i++) {
      doubles[i] = vector[i];
    }
    return doubles;
  }
}
