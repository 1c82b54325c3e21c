package io.sluice.insight.quality;

/** What came of one measure lately. Time is told from any beginning on, and never goes back. */
interface Window {

  Seen seen(long nowMs);

  /** How much there was, and its mean. */
  record Seen(long count, double mean) {
    static final Seen NOTHING = new Seen(0, 0);
  }
}
