package io.sluice.answer;

/** What becomes of passages that were found and speak to a model instead of to people. */
public enum InstructionRule {
  /** A model sees them without the sentences that do, and the asker is told so. */
  FLAG,
  /** They count as not found, and the asker is told so. */
  DROP
}
