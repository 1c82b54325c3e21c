package io.sluice.retrieval;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Vector;
import org.jspecify.annotations.Nullable;

/**
 * What a vector must be to be stored or searched for. Of unit length above all: the index compares by
 * the dot product, which is the cosine only then.
 */
final class VectorRules {

  static final int MAX_DIMENSION = 4_096;
  private static final double TOLERANCE = .01;

  private VectorRules() {}

  static @Nullable Refusal check(Vector vector, String param) {
    if (vector.dimension() < 1 || vector.dimension() > MAX_DIMENSION) {
      return new BadRequest("a vector has 1 to " + MAX_DIMENSION + " dimensions, not "
          + vector.dimension(), param);
    }
    // Written so that a length which is not a number is wrong, too.
    return Math.abs(vector.dot(vector) - 1) <= TOLERANCE
        ? null
        : new BadRequest("the vector is not of unit length", param);
  }
}
