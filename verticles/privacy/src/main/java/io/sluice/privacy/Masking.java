package io.sluice.privacy;

/** What becomes of personal data in a text. */
public enum Masking {
  /** It stays. */
  OFF,
  /** Its kind stays: "[EMAIL]". It cannot be brought back. */
  MASK,
  /** A pseudonym stays: "[EMAIL:4f9a…]", the same for the same value and key. */
  HASH
}
