package io.sluice.chunking;

import java.util.List;

/**
 * A stretch that stays whole and of which passages are put together.
 *
 * @param tokens at most the limit
 * @param heading what it stands under
 * @param leads whether it says what the next one is about, as a heading does
 */
record Piece(int start, int end, int tokens, List<String> heading, boolean leads) {

  Piece(int start, int end, int tokens, List<String> heading) {
    this(start, end, tokens, heading, false);
  }

  Piece leading() {
    return new Piece(start, end, tokens, heading, true);
  }
}
