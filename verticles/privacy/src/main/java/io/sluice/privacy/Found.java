package io.sluice.privacy;

/**
 * Where in a text a piece of personal data stands, as UTF-16 offsets.
 *
 * @param kind what it is
 * @param start the first index
 * @param end the index after the last
 */
public record Found(Kind kind, int start, int end) {

  /** The found piece of the text it was found in. */
  public String of(CharSequence text) {
    return text.subSequence(start, end).toString();
  }

  int length() {
    return end - start;
  }
}
