package io.sluice.ingestion;

/** What becomes of passages that speak to a model instead of to people. */
public enum InstructionRule {
  /** Nobody looks for them. */
  OFF,
  /** They are counted. */
  FLAG,
  /** They are counted, and not searched. */
  DROP
}
