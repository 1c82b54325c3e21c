package io.sluice.insight.quality;

import io.sluice.language.Terms;

/**
 * What a question is about, as a point: its words counted into so many places, of unit length. It knows no
 * meanings, but all languages that are analysed, and costs next to nothing.
 */
final class Bag {
  static final int PLACES = 512;
  /** Of a question: what it is about is said by then, and others wait while its words are made. */
  static final int MOST_LETTERS = 1_000;

  private Bag() {}

  /** All zeros where the question is about nothing. */
  static float[] of(String question) {
    var places = new float[PLACES];
    for (var term : Terms
        .ofQuestion(question.substring(0, Math.min(question.length(), MOST_LETTERS)))) {
      places[Math.floorMod(term.hashCode() * 0x9e3779b1, PLACES)]++;
    }
    var length = Math.sqrt(dot(places, places));
    for (var i = 0; length > 0 && i < PLACES; i++) {
      places[i] /= (float) length;
    }
    return places;
  }

  static double dot(float[] one, float[] other) {
    var sum = 0.0;
    for (var i = 0; i < PLACES; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
