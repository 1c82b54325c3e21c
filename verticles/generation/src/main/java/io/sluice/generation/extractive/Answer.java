package io.sluice.generation.extractive;

import java.util.List;

/**
 * An answer before it is written: its parts in order.
 *
 * @param grounded whether it rests on passages
 */
record Answer(boolean grounded, List<Part> parts) {

  /**
   * A stretch of the answer.
   *
   * @param before what stands between it and the part before: a space, or a new line with its mark
   * @param sources the passages it is quoted from; empty for the answerer's own words
   */
  record Part(String before, String text, List<Integer> sources) {

    /** How the sources are shown behind the text; on a new line behind a fence of code. */
    String marker() {
      var marker = new StringBuilder(text.contains("\n") ? "\n" : " ");
      for (var source : sources) {
        marker.append('[').append(source).append(']');
      }
      return marker.toString();
    }
  }
}
