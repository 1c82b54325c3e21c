package io.sluice.message;

import java.util.Arrays;

/** A text as a point: an immutable vector of unit length. Equal by its numbers. */
public final class Vector {
  private final float[] values;

  private Vector(float[] values) {
    this.values = values;
  }

  /** Takes the array over: the caller must not write to it any more. */
  public static Vector of(float... values) {
    return new Vector(values);
  }

  public int dimension() {
    return values.length;
  }

  public float at(int index) {
    return values[index];
  }

  /** The numbers themselves, for libraries that want an array. To be read only. */
  public float[] values() {
    return values;
  }

  public double dot(Vector other) {
    var sum = 0.0;
    for (var i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vector that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Vector(" + values.length + ")";
  }
}
