package io.sluice.answer;

import io.sluice.message.Vector;
import org.jspecify.annotations.Nullable;

/** The point in the middle of two meanings. */
final class Middle {
  private static final double NOTHING = 1e-6;

  private Middle() {}

  /** Of unit length; null where the two are opposites, or cannot be compared. */
  static @Nullable Vector of(Vector one, Vector other) {
    if (one.dimension() != other.dimension()) {
      return null;
    }
    var sum = new float[one.dimension()];
    var square = 0.0;
    for (var i = 0; i < sum.length; i++) {
      sum[i] = one.at(i) + other.at(i);
      square += sum[i] * sum[i];
    }
    var length = Math.sqrt(square);
    if (length < NOTHING) {
      return null;
    }
    for (var i = 0; i < sum.length; i++) {
      sum[i] /= (float) length;
    }
    return Vector.of(sum);
  }
}
