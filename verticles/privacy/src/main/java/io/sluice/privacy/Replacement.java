package io.sluice.privacy;

/**
 * One value that was taken out of a text.
 *
 * @param token what stands there now
 * @param kind what it is
 * @param original the value as it was written
 */
public record Replacement(String token, Kind kind, String original) {

  /** Without the value, which must not end up in a log. */
  @Override
  public String toString() {
    return "Replacement[token=" + token + ", kind=" + kind + "]";
  }
}
