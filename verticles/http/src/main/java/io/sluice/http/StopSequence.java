package io.sluice.http;

/**
 * Looks for a text in one that comes in pieces, by Knuth, Morris and Pratt: it knows how much of what
 * it looks for the text ends with so far.
 */
final class StopSequence {
  private final String sequence;
  /** For each length, the longest shorter beginning that is also the end of the beginning so long. */
  private final int[] shorter;
  private int matched;

  StopSequence(String sequence) {
    this.sequence = sequence;
    this.shorter = new int[sequence.length() + 1];
    var length = 0;
    for (var i = 1; i < sequence.length(); i++) {
      length = next(length, sequence.charAt(i));
      shorter[i + 1] = length;
    }
  }

  /** Whether the sequence ends with this character of the text. */
  boolean ends(char c) {
    matched = next(matched, c);
    return matched == sequence.length();
  }

  /** How many of the last characters may be the beginning of the sequence. */
  int matched() {
    return matched;
  }

  private int next(int length, char c) {
    var at = length;
    while (at > 0 && sequence.charAt(at) != c) {
      at = shorter[at];
    }
    return sequence.charAt(at) == c ? at + 1 : 0;
  }
}
